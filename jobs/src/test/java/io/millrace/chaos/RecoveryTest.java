package io.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.chaos.Recovery.Output;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static Instant at(double seconds) {
        return Instant.ofEpochMilli((long) (1_000 * seconds));
    }

    private static Output output(double made, double arrived) {
        return new Output(at(made), at(arrived));
    }

    @Test
    void isTheTimeToTheArrivalOfTheFirstOutputMadeAfterTheFault() {
        List<Output> outputs = List.of(output(12, 13), output(1, 2), output(9.5, 11));
        Recovery recovery = Recovery.of(List.of(at(10), at(0), at(9)), outputs);
        assertThat(recovery.seconds()).containsExactly(3.0, 2.0, 2.0);
    }

    @Test
    void anOutputMadeBeforeTheFaultShowsNothing() {
        Recovery recovery =
                Recovery.of(List.of(at(10)), List.of(output(9.9, 10.5), output(10, 10.6)));
        assertThat(recovery.seconds()).containsExactly(Double.POSITIVE_INFINITY);
        assertThat(recovery.unrecovered()).isEqualTo(1);
        assertThat(recovery.p95()).isInfinite();
    }

    @Test
    void anOutputMadeLaterMayArriveFirst() {
        Recovery recovery = Recovery.of(List.of(at(0)), List.of(output(1, 9), output(2, 3)));
        assertThat(recovery.seconds()).containsExactly(3.0);
    }

    @Test
    void medianAndPercentileAreByNearestRank() {
        List<Instant> faults = LongStream.rangeClosed(1, 40).mapToObj(i -> at(100 - i)).toList();
        Recovery recovery = Recovery.of(faults, List.of(output(100, 100)));
        assertThat(recovery.median()).isEqualTo(20);
        assertThat(recovery.p95()).isEqualTo(38);
        assertThat(Recovery.of(List.of(at(1)), List.of(output(2, 2))).p95()).isEqualTo(1);
        assertThat(Recovery.of(List.of(), List.of()).median()).isNaN();
    }
}
