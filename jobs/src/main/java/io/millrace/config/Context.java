package io.millrace.config;

import io.millrace.config.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;

/** What reading a value takes: the environment, and where to report. */
record Context(Environment environment, Mistakes mistakes) {

    /** The same, but variables that are set stay references. */
    Context byReference() {
        return new Context(environment.byReference(), mistakes);
    }

    /**
     * The text of a node with its variables.
     *
     * @return null after reporting that it is no text or names an unknown variable
     */
    @Nullable String text(YamlNode node, String key, String allowed) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            mistakes.add(node.at(), key, "must be " + allowed + ", not " + describe(node));
            return null;
        }
        boolean[] complete = {true};
        String text =
                environment.resolve(
                        scalar.text(),
                        name -> {
                            complete[0] = false;
                            mistakes.add(
                                    node.at(),
                                    key,
                                    "the environment variable " + name + " is not set");
                        });
        return complete[0] ? text : null;
    }

    private static String describe(YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return "keys and values";
        }
        return node instanceof YamlNode.Sequence ? "a list" : "empty";
    }
}
