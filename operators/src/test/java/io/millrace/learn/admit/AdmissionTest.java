package io.millrace.learn.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Feature;
import io.millrace.data.FeatureVector;
import io.millrace.data.Page;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Schema SCHEMA =
            new Schema(List.of(new Feature.Numeric("x")), new Target.Regression("y"));

    private final Page page = new Page("admit");

    private Admission admission() {
        return new AdmitConfig(3, 0).bind(page, SCHEMA);
    }

    private static Sample sample(int partition, long offset) {
        Sample sample = new Sample("", null, FeatureVector.dense(1f), 1);
        sample.partition = partition;
        sample.offset = offset;
        return sample;
    }

    @Test
    void numbersSamplesFromZeroAndGoesOnOverARestart() {
        Sample first = sample(0, 5);
        Sample second = sample(0, 6);

        assertThat(admission().isNew()).isTrue();
        admission().process(first);
        admission().process(second);

        assertThat(first.ordinal).isZero();
        assertThat(second.ordinal).isEqualTo(1);
        assertThat(admission().isNew()).isFalse();
    }

    @Test
    void publishesAfterEachStretchOfSamples() {
        Admission admission = admission();
        boolean[] due = new boolean[7];
        for (int i = 0; i < due.length; i++) {
            admission.process(sample(0, i));
            due[i] = admission.publishDue();
        }

        assertThat(due).containsExactly(false, false, true, false, false, true, false);
    }

    @Test
    void neverPublishesWhenEveryIsZero() {
        Admission admission = new AdmitConfig(0, 0).bind(page, SCHEMA);
        admission.process(sample(0, 0));

        assertThat(admission.publishDue()).isFalse();
    }

    @Test
    void refusesASampleWhoseIdIsAmongTheLastOnes() {
        Admission admission = new AdmitConfig(3, 2).bind(page, SCHEMA);
        assertThat(admitted(admission, "a", "b", "a", "c", "a", "c", "a"))
                .containsExactly(0, 1, -1, 2, 3, -1, -1);
        assertThat(page.longs("lastOffsets", 1)).as("of the last one admitted").containsExactly(4);
    }

    @Test
    void takesEverySampleWithoutAnIdIn() {
        Admission admission = new AdmitConfig(3, 2).bind(page, SCHEMA);
        assertThat(admitted(admission, null, null, "a", null)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void forgetsTheIdsWhenItIsToRememberNone() {
        admitted(new AdmitConfig(3, 2).bind(page, SCHEMA), "a");
        assertThat(admitted(admission(), "a")).containsExactly(1);
        assertThat(page.arrays()).doesNotContainKeys("recentIds", "rememberedIds");
        assertThat(admitted(new AdmitConfig(3, 2).bind(page, SCHEMA), "a", "a"))
                .containsExactly(2, -1);
    }

    private static List<Integer> admitted(Admission admission, String... ids) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            Sample sample = new Sample("", ids[i], FeatureVector.dense(1f), 1);
            sample.partition = 0;
            sample.offset = i;
            admission.process(sample);
            assertThat(sample.admitted()).isEqualTo(sample.ordinal != -1);
            ordinals.add((int) sample.ordinal);
        }
        return ordinals;
    }

    @Test
    void versionsCountUpAndNeverStartAgain() {
        assertThat(admission().nextVersion()).isEqualTo(1);
        assertThat(admission().nextVersion()).isEqualTo(2);
    }

    @Test
    void remembersTheStretchOfEachPartition() {
        Admission admission = admission();
        admission.process(sample(2, 40));
        admission.process(sample(0, 7));
        admission.process(sample(2, 43));
        admission.process(sample(-1, -1));

        assertThat(page.longs("partitions", 2)).containsExactly(2, 0);
        assertThat(page.longs("firstOffsets", 2)).containsExactly(40, 7);
        assertThat(page.longs("lastOffsets", 2)).containsExactly(43, 7);
    }
}
