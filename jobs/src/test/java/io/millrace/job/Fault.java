package io.millrace.job;

/**
 * One planned failure.
 *
 * @param after records that pass before it may happen
 * @param hits how often its place is passed from then on before it happens
 */
record Fault(Place place, long after, int hits) {

    /** Does not happen, but keeps the stream at its pace. */
    static final Fault NEVER = new Fault(new Place("nowhere", Moment.BEFORE), Long.MAX_VALUE, 1);

    /** What an operator is doing when it fails. */
    enum Moment {
        /** Before the work on a record. */
        BEFORE("before a record"),
        /** After the work on a record, that of all operators chained behind it included. */
        AFTER("after a record"),
        /** Before the work on a record, while a checkpoint is being written. */
        BETWEEN("at a record while a checkpoint is written"),
        /** With the barrier, when a sink has handed over what it wants committed. */
        PREPARE("after preparing a commit"),
        /** In the synchronous half of a checkpoint. */
        SNAPSHOT("in the snapshot"),
        /** In the asynchronous half of a checkpoint, when the task goes on already. */
        ASYNC("in the asynchronous snapshot"),
        /** When the checkpoint is complete, before anything of it is committed. */
        COMPLETE("between checkpoint and commit"),
        /** When what belongs to a checkpoint is committed, and nobody knows of it yet. */
        COMMITTED("after the commit"),
        /** In a checkpoint, on the side of what stores it: a file, or the metadata at the end. */
        STORE("while a checkpoint is stored"),
        /** While the state comes back after the failure before. */
        RESTORE("while restoring"),
        /** After the last record, with all that the end of the stream brings. */
        FINISH("at the end of the stream"),
        /**
         * In close, when all is done. Not in the close that follows another failure: Flink takes
         * that for the death of the whole TaskManager.
         */
        CLOSE("in close");

        private final String words;

        Moment(String words) {
            this.words = words;
        }

        boolean isOfEachRecord() {
            return this == BEFORE || this == AFTER;
        }

        /** Whether it comes in the wake of another failure or of the end, and not in mid-stream. */
        boolean isConsequence() {
            return this == RESTORE || isOfTheEnd();
        }

        boolean isOfTheEnd() {
            return this == FINISH || this == CLOSE;
        }

        /** Whether all that is lost is a checkpoint, where a job may lose some. */
        boolean losesACheckpoint() {
            return this == ASYNC || this == STORE;
        }
    }

    /** Where and when: an operator, by its name, and what it is doing. */
    record Place(String operator, Moment moment) {

        @Override
        public String toString() {
            return operator + " " + moment.words;
        }
    }

    @Override
    public String toString() {
        return place
                + (place.moment.isConsequence() ? "" : " (from record " + after + " on)")
                + (hits > 1 ? " (pass " + hits + ")" : "");
    }

    /** A failure that was planned. */
    static final class Injected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Injected(Place place) {
            super("planned failure: " + place);
        }
    }
}
