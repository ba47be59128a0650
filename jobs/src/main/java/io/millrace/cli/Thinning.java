package io.millrace.cli;

import io.millrace.data.LearningEvent;
import io.millrace.data.Sample;
import io.millrace.data.Schema;
import io.millrace.format.CsvFile;
import io.millrace.learn.Chance;
import java.io.IOException;
import java.util.BitSet;

/**
 * Which rows of a file are left when one class is to be rare: a seeded choice that is a pure
 * function of the rows. Of the class that there is too much of, as many as it takes are left out,
 * each row as likely as any other (selection sampling; Fan, Muller and Rezucha, 1962); of the other
 * class none. Inverted, the second half of the rows has the rare class in the place of all others,
 * and these in its.
 *
 * <p>Rows that break the data contract have no class: they are neither counted nor left out. It
 * takes two bits a row.
 */
final class Thinning {

    private final BitSet kept;
    private final int rows;
    private final int leftOfClass;

    private Thinning(BitSet kept, int rows, int leftOfClass) {
        this.kept = kept;
        this.rows = rows;
        this.leftOfClass = leftOfClass;
    }

    /**
     * Reads a file through to see its classes.
     *
     * @param limit most rows of the file to read
     * @param rare the class to make rare, as its index
     * @param ratio rows of the other classes to one of it; positive
     * @param inverted whether the classes change places in the middle
     */
    static Thinning of(
            CsvFile file,
            Schema schema,
            long limit,
            int rare,
            double ratio,
            boolean inverted,
            long seed)
            throws IOException {
        RowBlocks blocks = new RowBlocks(file, schema);
        BitSet few = new BitSet();
        int rows = 0;
        for (var block = blocks.next(limit); !block.isEmpty(); block = blocks.next(limit)) {
            for (LearningEvent event : block) {
                if (event instanceof Sample sample) {
                    few.set(rows++, sample.labelClass() == rare);
                }
            }
        }
        return of(few, rows, ratio, inverted, seed);
    }

    /** The same of the rows that are of the rare class. */
    static Thinning of(BitSet few, int rows, double ratio, boolean inverted, long seed) {
        BitSet kept = new BitSet(rows);
        int middle = inverted ? rows / 2 : rows;
        keep(few, 0, middle, ratio, seed, kept);
        BitSet others = (BitSet) few.clone();
        others.flip(0, rows);
        keep(others, middle, rows, ratio, seed, kept);
        BitSet keptFew = (BitSet) few.clone();
        keptFew.and(kept);
        return new Thinning(kept, rows, keptFew.cardinality());
    }

    private static void keep(BitSet few, int from, int to, double ratio, long seed, BitSet kept) {
        long rare = few.get(from, to).cardinality();
        long common = to - from - rare;
        long rareWanted = Math.min(rare, Math.max(1, Math.round(common / ratio)));
        long commonWanted = Math.min(common, Math.round(rare * ratio));
        Choice ofRare = new Choice(rare, rareWanted);
        Choice ofCommon = new Choice(common, commonWanted);
        for (int row = from; row < to; row++) {
            double chance = Chance.uniform(Chance.mix(seed, row));
            kept.set(row, (few.get(row) ? ofRare : ofCommon).takes(chance));
        }
    }

    /** Takes so many of so many, one after the other. */
    private static final class Choice {

        private long left;
        private long wanted;

        Choice(long left, long wanted) {
            this.left = left;
            this.wanted = wanted;
        }

        boolean takes(double chance) {
            boolean taken = chance * left < wanted;
            left--;
            wanted -= taken ? 1 : 0;
            return taken;
        }
    }

    /**
     * Whether a row is one of those that are left.
     *
     * @param row its number among the rows that have a class, from 0
     */
    boolean keeps(int row) {
        return kept.get(row);
    }

    /** Rows with a class that are left. */
    int left() {
        return kept.cardinality();
    }

    /** Those of them that are of the thinned class. */
    int leftOfClass() {
        return leftOfClass;
    }

    /** Rows with a class that there were. */
    int rows() {
        return rows;
    }
}
