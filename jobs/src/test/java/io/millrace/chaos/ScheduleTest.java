package io.millrace.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    @Test
    void theSameSeedMakesTheSameFaultsAndAnotherSeedOthers() {
        assertThat(Schedule.of(7, 40, 1_000_000, ALL))
                .isEqualTo(Schedule.of(7, 40, 1_000_000, ALL))
                .isNotEqualTo(Schedule.of(8, 40, 1_000_000, ALL));
    }

    @Test
    void everyKindComesAboutEquallyOften() {
        int rounds = 4;
        List<Schedule.Fault> schedule = Schedule.of(3, rounds * ALL.size() + 1, 1_000_000, ALL);

        var counts =
                schedule.stream()
                        .collect(
                                Collectors.groupingBy(Schedule.Fault::kind, Collectors.counting()));

        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(counts.values()).allMatch(count -> count == rounds || count == rounds + 1);
    }

    @Test
    void faultsAreSpreadOverTheStreamWithRowsBeforeAndBehind() {
        List<Schedule.Fault> schedule = Schedule.of(1, 9, 1000, ALL);

        assertThat(schedule)
                .extracting(Schedule.Fault::row)
                .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
    }

    @Test
    void everyKindIsFoundByItsName() {
        assertThat(ALL).allMatch(kind -> FaultKind.parse(kind.toString()) == kind);
        assertThat(FaultKind.parse("kill-broker")).isEqualTo(FaultKind.KILL_BROKER);
    }
}
