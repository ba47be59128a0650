package io.millrace.learn.history;

import io.millrace.data.Page;

/** The last samples, as some numbers of each: a ring. */
final class Lags {

    private final int numbers;
    private final int length;
    private final double[] ring;
    private final long[] count;

    /**
     * @param numbers of each sample
     * @param length samples to remember
     */
    Lags(Page page, int numbers, int length) {
        this.numbers = numbers;
        this.length = length;
        this.ring = page.doubles("last", Math.multiplyExact(numbers, length));
        this.count = page.longs("count", 1);
    }

    /** Whether there is no sample yet. */
    boolean isEmpty() {
        return count[0] == 0;
    }

    /** A number of the sample that many back; of the first one, if that is not so far. */
    double get(int lag, int number) {
        long sample = Math.max(0, count[0] - lag);
        return ring[(int) (sample % length) * numbers + number];
    }

    /** Remembers a sample, in place of the one that is too far back. */
    void add(double[] sample) {
        System.arraycopy(sample, 0, ring, (int) (count[0] % length) * numbers, numbers);
        count[0]++;
    }
}
