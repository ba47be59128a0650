package io.millrace.learn;

import io.millrace.data.Adopt;
import io.millrace.data.Page;
import io.millrace.data.Report;
import io.millrace.data.Sample;
import io.millrace.data.Snapshot;
import java.util.List;

/** What the laws of stages are asked of: a {@link Learner}, which a saboteur can break. */
class LearnerUnderTest {

    /** Makes a learner: a new one of an empty {@code Adopt}, else one that goes on from it. */
    interface Maker {
        LearnerUnderTest make(LearnerConfig config, Adopt given);
    }

    private final Learner learner;

    LearnerUnderTest(LearnerConfig config, Adopt given) {
        learner = new Learner("", config, given);
    }

    List<Report> learn(Sample sample) {
        return learner.learn(sample);
    }

    Snapshot snapshot() {
        return learner.snapshot();
    }

    Report report() {
        return learner.report();
    }

    /** All pages, but for the version, which counts the snapshots of a test too. */
    final List<Page> state() {
        List<Page> pages = snapshot().pages();
        pages.forEach(page -> page.removeIf("version"::equals));
        return pages;
    }
}
