package io.millrace.learn.drift;

import io.millrace.data.Page;
import java.util.Arrays;

/**
 * The newest numbers of a stream in few: an exponential histogram (Datar, Gionis, Indyk & Motwani,
 * "Maintaining stream statistics over sliding windows", SIAM J. Computing 31, 2002) as ADWIN keeps
 * it. Row r holds at most {@value #MOST} buckets of 2^r numbers, of each bucket the sum and the sum
 * of squared distances from its mean. When a row is too full, its two oldest buckets become one of
 * the next row; behind the last of {@value #ROWS} rows the oldest is dropped.
 */
final class Buckets {

    private static final int MOST = 5;
    private static final int ROWS = 32;
    private static final int ROOM = MOST + 1;

    private static final int SUM = 0;
    private static final int SQUARES = 1;

    private final int[] inRow;
    private final double[] sums;
    private final double[] squares;
    private final long[] count;
    private final double[] totals;

    Buckets(Page page) {
        this.inRow = page.ints("buckets", ROWS);
        this.sums = page.doubles("sums", ROWS * ROOM);
        this.squares = page.doubles("squares", ROWS * ROOM);
        this.count = page.longs("window", 1);
        this.totals = page.doubles("totals", 2);
    }

    /** Numbers in a bucket of that row. */
    static long size(int row) {
        return 1L << row;
    }

    /** Numbers in all buckets. */
    long count() {
        return count[0];
    }

    double sum() {
        return totals[SUM];
    }

    /** The sum of squared distances from the mean of all, 0 or more. */
    double squares() {
        return totals[SQUARES];
    }

    /** Buckets in a row. */
    int inRow(int row) {
        return inRow[row];
    }

    /**
     * @param i of its row, the oldest being 0
     */
    double sum(int row, int i) {
        return sums[row * ROOM + i];
    }

    /** The row of the oldest bucket, -1 if there is none. */
    int oldestRow() {
        int row = ROWS - 1;
        while (row >= 0 && inRow[row] == 0) {
            row--;
        }
        return row;
    }

    void add(double number) {
        if (count[0] > 0) {
            totals[SQUARES] += between(count[0], totals[SUM], 1, number);
        }
        totals[SUM] += number;
        count[0]++;
        put(0, number, 0);
        for (int row = 0; inRow[row] > MOST; row++) {
            if (row == ROWS - 1) {
                dropOldest();
            } else {
                merge(row);
            }
        }
    }

    private void put(int row, double sum, double square) {
        int at = row * ROOM + inRow[row]++;
        sums[at] = sum;
        squares[at] = square;
    }

    /** The two oldest of a row become one of the next. */
    private void merge(int row) {
        int at = row * ROOM;
        double across = between(size(row), sums[at], size(row), sums[at + 1]);
        put(row + 1, sums[at] + sums[at + 1], squares[at] + squares[at + 1] + across);
        take(row, 2);
    }

    /** Of n and m numbers with these sums: what the squares together exceed those of each by. */
    private static double between(double n, double sum, double m, double other) {
        double distance = sum / n - other / m;
        return n * m / (n + m) * distance * distance;
    }

    private void take(int row, int oldest) {
        int at = row * ROOM;
        int left = inRow[row] - oldest;
        System.arraycopy(sums, at + oldest, sums, at, left);
        System.arraycopy(squares, at + oldest, squares, at, left);
        Arrays.fill(sums, at + left, at + ROOM, 0);
        Arrays.fill(squares, at + left, at + ROOM, 0);
        inRow[row] = left;
    }

    void dropOldest() {
        int row = oldestRow();
        double sum = sums[row * ROOM];
        double square = squares[row * ROOM];
        count[0] -= size(row);
        totals[SUM] -= sum;
        double across = count[0] == 0 ? 0 : between(count[0], totals[SUM], size(row), sum);
        totals[SQUARES] = Math.max(0, totals[SQUARES] - square - across);
        take(row, 1);
    }

    void clear() {
        Arrays.fill(inRow, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(totals, 0);
        count[0] = 0;
    }
}
