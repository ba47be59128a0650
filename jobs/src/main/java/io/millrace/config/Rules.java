package io.millrace.config;

/** Values, each allowed by itself, and a word on those that do not go together. */
final class Rules {

    private final Values<JobConfig> values;
    private final Mistakes mistakes;

    Rules(Values<JobConfig> values, Mistakes mistakes) {
        this.values = values;
        this.mistakes = mistakes;
    }

    <T> T get(Option<JobConfig, T> option) {
        return values.get(option);
    }

    boolean given(Option<JobConfig, ?> option) {
        return values.given(option);
    }

    /** Reports a mistake at a place within an option's value. */
    void refuse(Option<JobConfig, ?> option, String place, String message) {
        mistakes.add(values.at(option), place, message);
    }

    /** Reports unless it holds, or one of the values is wrong already. */
    @SafeVarargs
    final void check(
            boolean holds,
            Option<JobConfig, ?> option,
            String message,
            Option<JobConfig, ?>... others) {
        if (holds || mistakes.concern(option.path())) {
            return;
        }
        for (Option<JobConfig, ?> other : others) {
            if (mistakes.concern(other.path())) {
                return;
            }
        }
        mistakes.add(values.at(option), option.path(), message);
    }
}
