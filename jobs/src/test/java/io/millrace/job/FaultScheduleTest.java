package io.millrace.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.config.RuntimeConfig.Backend;
import io.millrace.job.Fault.Moment;
import io.millrace.job.Fault.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The schedules of a build leave no place, no learner and no backend out. */
class FaultScheduleTest {

    private static final List<FaultSchedule> SCHEDULES =
            LongStream.range(0, CrashSchedulesITCase.IN_A_BUILD)
                    .mapToObj(seed -> FaultSchedule.of(seed, TracedTopology.RECORDS))
                    .toList();

    @Test
    void meetEveryPlaceAndMoment() {
        Set<Place> places = new HashSet<>();
        Set<Moment> moments = new HashSet<>();
        for (FaultSchedule schedule : SCHEDULES) {
            for (Fault fault : schedule.faults()) {
                places.add(fault.place());
                moments.add(fault.place().moment());
            }
        }
        assertThat(places).containsAll(FaultSchedule.IN_MID_STREAM);
        assertThat(moments).containsExactlyInAnyOrder(Moment.values());
    }

    @Test
    void meetEveryLearnerOnEveryBackendWithOneFailureToFive() {
        Set<List<Object>> met = new HashSet<>();
        for (FaultSchedule s : SCHEDULES) {
            met.add(List.of(s.learner(), s.backend(), s.faults().size()));
        }
        List<List<Object>> all = new ArrayList<>();
        for (CrashLearner learner : CrashLearner.values()) {
            for (Backend backend : Backend.values()) {
                for (int faults = 1; faults <= 5; faults++) {
                    all.add(List.of(learner, backend, faults));
                }
            }
        }
        assertThat(met).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void followFromTheirSeed() {
        assertThat(FaultSchedule.of(17, 600)).isEqualTo(FaultSchedule.of(17, 600));
        assertThat(FaultSchedule.of(17, 600)).isNotEqualTo(FaultSchedule.of(18, 600));
    }
}
