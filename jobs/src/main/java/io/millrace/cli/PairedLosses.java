package io.millrace.cli;

import io.millrace.data.Sample;
import io.millrace.data.Target;
import io.millrace.learn.evaluate.SampleLosses;
import java.util.Arrays;
import java.util.List;

/**
 * What two learners lost on the same rows. Both are told of a block of rows, then the block is
 * {@linkplain #pair paired}: a row counts if both have scored it and both have a loss.
 */
final class PairedLosses {

    private final SampleLosses losses;
    private final Side first;
    private final Side second;
    private final double[][] differences;
    private final int[] pairs;
    private long onlyFirst;
    private long onlySecond;

    PairedLosses(Target target) {
        this.losses = new SampleLosses(target);
        int kinds = losses.names().size();
        this.first = new Side(kinds);
        this.second = new Side(kinds);
        this.differences = new double[kinds][RowBlocks.BLOCK];
        this.pairs = new int[kinds];
    }

    /** The losses of one learner on the rows of a block. */
    private final class Side implements FileLearning.Observer {

        private final double[][] block;

        Side(int kinds) {
            this.block = new double[RowBlocks.BLOCK][kinds];
            clear();
        }

        void clear() {
            for (double[] row : block) {
                Arrays.fill(row, Double.NaN);
            }
        }

        @Override
        public void scored(long row, Sample sample) {
            losses.judge(sample, block[(int) ((row - 1) % RowBlocks.BLOCK)]);
        }
    }

    FileLearning.Observer first() {
        return first;
    }

    FileLearning.Observer second() {
        return second;
    }

    /** Takes in what both sides have been told since the last call. */
    void pair() {
        for (int row = 0; row < RowBlocks.BLOCK; row++) {
            for (int kind = 0; kind < pairs.length; kind++) {
                double a = first.block[row][kind];
                double b = second.block[row][kind];
                if (!Double.isNaN(a - b)) {
                    add(kind, b - a);
                    if (kind == 0) {
                        onlyFirst += a == 0 && b > 0 ? 1 : 0;
                        onlySecond += b == 0 && a > 0 ? 1 : 0;
                    }
                }
            }
        }
        first.clear();
        second.clear();
    }

    private void add(int kind, double difference) {
        if (pairs[kind] == differences[kind].length) {
            differences[kind] =
                    Arrays.copyOf(differences[kind], Math.multiplyExact(2, pairs[kind]));
        }
        differences[kind][pairs[kind]++] = difference;
    }

    /** The names of the losses. */
    List<String> names() {
        return losses.names();
    }

    /** What the second lost more than the first, row by row, of one of the losses. */
    double[] differences(int kind) {
        return Arrays.copyOf(differences[kind], pairs[kind]);
    }

    /** Rows that both have scored, and that have a loss. */
    int pairs() {
        return pairs[0];
    }

    /** Rows on which only the first lost nothing: in classification, that it alone had right. */
    long onlyFirst() {
        return onlyFirst;
    }

    long onlySecond() {
        return onlySecond;
    }
}
