package io.millrace.learn.evaluate;

import static io.millrace.learn.evaluate.TimeWindowsTest.closed;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventClockTest {

    private static final long BOUND = 100;
    private static final long FAR = 4_000_000_000_000L;

    private static EvaluateConfig config(long length, long lateness, long bound) {
        return new EvaluateConfig(100_000, length, lateness, bound, 0.9);
    }

    private static Evaluator evaluator(long length, long lateness) {
        return Streams.evaluator(config(length, lateness, BOUND), Streams.TWO_CLASSES);
    }

    @Test
    void oneWrongTimeMakesNothingLate() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, 1, 2, FAR, 3)).isEmpty();
        assertThat(closed(evaluator, 11)).containsExactly("0-10:3");
        assertThat(evaluator.late()).isZero();
        assertThat(evaluator.ahead()).isEqualTo(1);
        assertThat(evaluator.report("").samples()).isEqualTo(5);
    }

    @Test
    void itDoesWithoutABound() {
        Evaluator evaluator = Streams.evaluator(config(10, 0, 0), Streams.TWO_CLASSES);
        assertThat(closed(evaluator, 1, 2, FAR, 3)).containsExactly("0-10:2");
        assertThat(evaluator.late()).isEqualTo(1);
        assertThat(evaluator.ahead()).isZero();
    }

    @Test
    void goesOnAfterAPause() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, 1, 101, 201)).containsExactly("0-10:1", "100-110:1");
        assertThat(closed(evaluator, 5_000)).isEmpty();
        assertThat(closed(evaluator, 5_001)).containsExactly("200-210:1");
        assertThat(closed(evaluator, 5_003, 5_010)).containsExactly("5000-5010:2");
        assertThat(evaluator.ahead()).isEqualTo(1);
        assertThat(evaluator.late()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheOlderTimeWhereAWrongOneStandsBesideAPause(boolean before) {
        Evaluator evaluator = evaluator(10, 0);
        closed(evaluator, 1, before ? FAR : 5_000, before ? 5_000 : FAR);
        assertThat(closed(evaluator, 5_002, 5_011)).hasSize(1);
        assertThat(evaluator.late()).isZero();
    }

    @Test
    void goesOnWhereEachSampleIsBeyondTheBound() {
        Evaluator evaluator = evaluator(10, 0);
        for (long time = 0; time < 10_000; time += 1_000) {
            closed(evaluator, time);
        }
        assertThat(closed(evaluator, 9_001, 9_002, 9_010)).containsExactly("9000-9010:2");
        assertThat(evaluator.late()).isZero();
    }

    @Test
    void theFirstSampleMayBeTheWrongOne() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, FAR, 1, 2, 12)).containsExactly("0-10:2");
        assertThat(evaluator.ahead()).isEqualTo(1);
        assertThat(closed(evaluator, FAR, 22)).containsExactly("10-20:1");
        assertThat(evaluator.late()).isZero();
    }

    @Test
    void theSecondSampleConfirmsTheFirst() {
        Evaluator evaluator = evaluator(10, 0);
        assertThat(closed(evaluator, FAR, FAR + 1, 1, 2, FAR + 10))
                .containsExactly(FAR + "-" + (FAR + 10) + ":2");
        assertThat(evaluator.late()).isEqualTo(2);
    }

    @Test
    void theEndsOfTimeAreFarApart() {
        Evaluator evaluator = evaluator(10, 150);
        closed(evaluator, Long.MIN_VALUE + 1, Long.MIN_VALUE + 2, Long.MAX_VALUE, 5);
        assertThat(closed(evaluator, 6, 100, 170)).containsExactly("0-10:2");
        assertThat(evaluator.ahead()).isEqualTo(1);
    }

    @Test
    void aPageFromBeforeTheBoundGoesOn() {
        Page page = new Page("evaluate");
        closed(config(10, 0, 0).bind(page, Streams.TWO_CLASSES), 1, 2);
        page.removeIf("time.held"::equals);
        Evaluator evaluator = config(10, 0, BOUND).bind(page, Streams.TWO_CLASSES);
        assertThat(closed(evaluator, FAR, 3, 10)).containsExactly("0-10:3");
    }

    @Test
    void changedWindowsForgetTheTimeThatIsHeldAndNoCount() {
        Page page = new Page("evaluate");
        closed(config(10, 0, BOUND).bind(page, Streams.TWO_CLASSES), 1, 2, FAR);
        Evaluator evaluator = config(20, 0, BOUND).bind(page, Streams.TWO_CLASSES);
        assertThat(closed(evaluator, FAR, 3, 4, 20)).containsExactly("0-20:2");
        assertThat(evaluator.ahead()).isEqualTo(2);
    }

    /** Wrong times among right ones, never two in a row, change nothing but their own number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void lonelyWrongTimesAreAsIfTheyHadNotCome(int seed) {
        Random random = new Random(seed);
        Evaluator clean = evaluator(10, 30);
        Evaluator dirty = evaluator(10, 30);
        List<String> cleanClosed = new ArrayList<>();
        List<String> dirtyClosed = new ArrayList<>();
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            long time = 3L * i + random.nextInt(60);
            if (random.nextInt(3) == 0) {
                dirtyClosed.addAll(closed(dirty, FAR - random.nextInt(1_000_000)));
                wrong++;
            }
            cleanClosed.addAll(closed(clean, time));
            dirtyClosed.addAll(closed(dirty, time));
        }
        assertThat(dirtyClosed).isEqualTo(cleanClosed).hasSizeGreaterThan(100);
        assertThat(dirty.late()).isEqualTo(clean.late()).isPositive();
        assertThat(dirty.ahead()).isEqualTo(wrong);
    }

    /** Against the rule told over the whole history, with windows in a map. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheRule(int seed) {
        Random random = new Random(seed);
        Evaluator evaluator = evaluator(10, 25);
        Told told = new Told(10, 25);
        long time = 0;
        for (int i = 0; i < 2_000; i++) {
            time += random.nextInt(8) == 0 ? random.nextInt(400) : random.nextInt(7);
            long wild = random.nextInt(6) == 0 ? random.nextInt(2_000) - 600 : 0;
            long t = time + wild - random.nextInt(20);
            assertThat(closed(evaluator, t)).as("sample %s at %s", i, t).isEqualTo(told.closed(t));
        }
        assertThat(evaluator.late()).isEqualTo(told.late).isPositive();
        assertThat(evaluator.ahead()).isEqualTo(told.ahead).isPositive();
    }

    private static final class Told {

        private final long length;
        private final long lateness;
        private final List<Long> times = new ArrayList<>();
        private final List<Long> clocks = new ArrayList<>();
        private final Map<Long, Integer> open = new TreeMap<>();
        private int late;
        private int ahead;

        Told(long length, long lateness) {
            this.length = length;
            this.lateness = lateness;
        }

        List<String> closed(long time) {
            int n = times.size();
            long clock = n == 0 ? time : clock(time, n);
            times.add(time);
            clocks.add(clock);
            if (n == 1 && clock < times.get(0)) {
                open.clear();
                ahead++;
            }
            List<String> closed = new ArrayList<>();
            long first = Math.floorDiv(clock - lateness, length);
            open.keySet().stream()
                    .filter(window -> window < first)
                    .map(w -> w * length + "-" + (w + 1) * length + ":" + open.get(w))
                    .forEach(closed::add);
            open.keySet().removeIf(window -> window < first);
            if (time > clock) {
                ahead++;
            } else if (Math.floorDiv(time, length) < first) {
                late++;
            } else {
                open.merge(Math.floorDiv(time, length), 1, Integer::sum);
            }
            return closed;
        }

        private long clock(long time, int n) {
            long before = clocks.get(n - 1);
            long last = times.get(n - 1);
            if (n == 1 && time < last - BOUND) {
                return time;
            }
            if (time <= before + BOUND) {
                return Math.max(time, before);
            }
            if (last <= before) {
                return before;
            }
            return time <= last + BOUND ? time : last;
        }
    }
}
