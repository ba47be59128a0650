package io.millrace.kafka;

import java.lang.reflect.Field;

/**
 * The admin client of the connector's writer.
 *
 * <p>As of 5.0.0 an exactly-once writer asks the broker for lingering transactions when it starts,
 * through a client that it never closes. Its thread holds a connection after each restart and,
 * after the end of the job, the job's class loader: 20 MB of metaspace a submission.
 */
final class WriterAdmin {

    private static final String FIELD = "adminClient";

    private WriterAdmin() {}

    /** Closes that of a writer that has started, and so needs it no more. */
    static <W> W close(W writer) {
        try {
            Field field = writer.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(writer) instanceof AutoCloseable admin) {
                field.set(writer, null); // It would make another one.
                admin.close();
            }
        } catch (NoSuchFieldException e) {
            // An at-least-once writer; or another version, and SubmissionITCase shows what it does.
        } catch (Exception e) {
            throw new IllegalStateException("cannot close the admin client of a Kafka writer", e);
        }
        return writer;
    }
}
