package io.millrace.chaos;

/** What an audit can find wrong. */
public enum Finding {
    /** A record that was played was neither predicted nor dead-lettered. */
    LOST("lost", "played, but neither predicted nor dead-lettered"),
    /** A record came out more than once, as a prediction, as a dead letter, or as both. */
    DUPLICATED("duplicated", "predicted or dead-lettered more than once"),
    /** An output that belongs to no record that was played, or that cannot be read. */
    UNEXPECTED("unexpected", "outputs that belong to nothing that was played"),
    /** A prediction or dead letter is not the one of the undisturbed run. */
    DIFFERENT("different", "predictions and dead letters unlike those of the undisturbed run"),
    /** A window was never reported. */
    WINDOW_MISSING("windows missing", "windows that were never reported"),
    /** A window was reported more than once. */
    WINDOW_DOUBLED("windows doubled", "windows that were reported more than once"),
    /** A report says another thing than that of the undisturbed run. */
    REPORT_DIFFERENT("reports different", "reports unlike those of the undisturbed run"),
    /** A version of a model is missing, there twice, never due, or unlike that of the run. */
    VERSION_WRONG("versions wrong", "versions of models that are missing, doubled or different");

    private final String title;
    private final String meaning;

    Finding(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** A word or two. */
    public String title() {
        return title;
    }

    /** What it counts, in a phrase. */
    public String meaning() {
        return meaning;
    }
}
