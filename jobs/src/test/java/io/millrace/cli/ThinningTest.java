package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinningTest {

    private static final int ROWS = 10_000;

    private final Console console = new Console();

    @TempDir private Path folder;

    /** Every fifth row is of the class, so 1,000 of either half. */
    private static Thinning thin(double ratio, boolean inverted, long seed) {
        return Thinning.of(everyFifth(), ROWS, ratio, inverted, seed);
    }

    private static BitSet everyFifth() {
        BitSet few = new BitSet();
        for (int row = 0; row < ROWS; row += 5) {
            few.set(row);
        }
        return few;
    }

    private static long left(Thinning thinning, boolean rare, int from, int to) {
        long left = 0;
        for (int row = from; row < to; row++) {
            left += thinning.keeps(row) && rare == (row % 5 == 0) ? 1 : 0;
        }
        return left;
    }

    /** Of 2,000 to 8,000: as few of the one as the other allows, or else as few of the other. */
    @ParameterizedTest
    @CsvSource({"1000, 8, 8000", "4, 2000, 8000", "3, 2000, 6000", "1e6, 1, 8000", "1, 2000, 2000"})
    void leavesOneToSoMany(double ratio, long rare, long common) {
        Thinning thinning = thin(ratio, false, 1);
        assertThat(left(thinning, true, 0, ROWS)).isEqualTo(rare);
        assertThat(left(thinning, false, 0, ROWS)).isEqualTo(common);
        assertThat(thinning.left()).isEqualTo(rare + common);
    }

    /** The first half as ever; in the second 1,000 of the class, and 1 of the others to 100. */
    @Test
    void invertedTheClassesChangePlacesInTheMiddle() {
        Thinning thinning = thin(100, true, 1);
        assertThat(left(thinning, true, 0, ROWS / 2)).isEqualTo(40);
        assertThat(left(thinning, false, 0, ROWS / 2)).isEqualTo(4_000);
        assertThat(left(thinning, true, ROWS / 2, ROWS)).isEqualTo(1_000);
        assertThat(left(thinning, false, ROWS / 2, ROWS)).isEqualTo(10);
    }

    @Test
    void isAPureFunctionOfRowsAndSeed() {
        Thinning first = thin(20, true, 7);
        Thinning again = thin(20, true, 7);
        Thinning other = thin(20, true, 8);
        int different = 0;
        for (int row = 0; row < ROWS; row++) {
            assertThat(again.keeps(row)).isEqualTo(first.keeps(row));
            different += other.keeps(row) == first.keeps(row) ? 0 : 1;
        }
        assertThat(different).isGreaterThan(300);
    }

    /** 400 of 2,000 rows, by 500 seeds: each row 100 times, ± 9 that are one deviation. */
    @Test
    void takesEachRowAsLikelyAsAnyOther() {
        int[] taken = new int[ROWS / 5];
        for (int seed = 0; seed < 500; seed++) {
            Thinning thinning = thin(20, false, seed);
            for (int i = 0; i < taken.length; i++) {
                taken[i] += thinning.keeps(5 * i) ? 1 : 0;
            }
        }
        double squares = 0;
        for (int times : taken) {
            assertThat(times).isBetween(55, 145);
            squares += (times - 100.0) * (times - 100);
        }
        assertThat(squares / taken.length).isBetween(72.0, 88.0);
    }

    private Path file() throws IOException {
        StringBuilder csv = new StringBuilder("x,late\n");
        for (int row = 0; row < 1_000; row++) {
            csv.append(row).append(row % 5 == 0 ? ",yes\n" : ",no\n");
            if (row == 500) {
                csv.append("1,2,3\n");
            }
        }
        return Files.writeString(folder.resolve("rows.csv"), csv);
    }

    @Test
    void learnsWhatIsLeftAndTellsTheRowsOfTheFile() throws IOException {
        String file = file().toString();
        assertThat(console.run("evaluate", file, "--label", "late", "--thin", "1:100"))
                .isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .contains(
                        "thinned: 808 of 1,000 labelled rows are left, 8 of them of the thinned class")
                .contains("rows 809 = learned 808 + pending 0 + masked 0 + rejected 1")
                .contains("row 502  wrong-width");
    }

    @Test
    void thinsTheClassThatIsNamedAmongTheRowsThatAreRead() throws IOException {
        String file = file().toString();
        int status =
                console.run(
                        "evaluate",
                        file,
                        "--label",
                        "late",
                        "--limit",
                        "500",
                        "--thin",
                        "1:10",
                        "--thin-class",
                        "no",
                        "--thin-invert",
                        "--thin-seed",
                        "3");
        assertThat(status).isEqualTo(ExitCode.OK);
        // 50 yes and 5 no, then 200 no and 20 yes.
        assertThat(console.out()).contains("thinned: 275 of 500 labelled rows are left, ");
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        String file = file().toString();
        assertMistake("--thin must be 1:N", file, "--label", "late", "--thin", "1000");
        assertMistake("--thin must be 1:N", file, "--label", "late", "--thin", "1:0");
        assertMistake("say nothing without --thin", file, "--label", "late", "--thin-invert");
        assertMistake("say nothing without --thin", file, "--label", "late", "--thin-seed", "4");
        assertMistake("is a number", file, "--label", "x", "--thin", "1:10");
        assertMistake(
                "the classes are no, yes",
                file,
                "--label",
                "late",
                "--thin",
                "1:10",
                "--thin-class",
                "never");
    }

    private void assertMistake(String said, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(console.run(all)).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains(said).doesNotContain("\tat ");
    }
}
