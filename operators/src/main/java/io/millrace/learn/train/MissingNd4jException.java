package io.millrace.learn.train;

/**
 * The configuration asks for ND4J, and this process has none that works. The message says, in one
 * line, what is missing and what to put where.
 */
public final class MissingNd4jException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private static final String OTHER_LOADER = "already loaded in another classloader";

    /**
     * @param otherwise what to do to go without
     */
    MissingNd4jException(LinkageError e, String otherwise) {
        super(message(e, otherwise), e);
    }

    private static String message(LinkageError e, String otherwise) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String remedy =
                String.valueOf(root.getMessage()).contains(OTHER_LOADER)
                        ? "another job brought it along: leave ND4J out of job jars, put it into"
                                + " Flink's lib/, and add 'org.nd4j.;org.bytedeco.' to"
                                + " classloader.parent-first-patterns.additional"
                        : "put the jars of docker/cluster-lib/target/lib (nd4j-native, openblas and"
                                + " javacpp, for this platform, and what they depend on) into lib/"
                                + " of the client, the JobManager and every TaskManager, and start"
                                + " them again";
        return "ND4J cannot be loaded ("
                + root
                + "): "
                + remedy
                + "; or "
                + otherwise
                + ", which does without";
    }
}
