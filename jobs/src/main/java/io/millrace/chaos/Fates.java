package io.millrace.chaos;

import io.millrace.data.RawRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where each record that was played must end, and where it did: nine bytes a record, and a print of
 * each dead letter, so that millions fit.
 */
final class Fates {

    private static final int PLAYED = 1;
    private static final int MUST_BE_LETTER = 2;
    private static final int PREDICTED = 4;
    private static final int DEAD_LETTERED = 8;

    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private final Map<Place, LetterPrint> letters = new HashMap<>();
    private final Findings findings;

    Fates(Findings findings) {
        this.findings = findings;
    }

    /** The records of one partition from its first one on. */
    private static final class Partition {

        private final long first;
        private long[] predictions = new long[1024];
        private byte[] flags = new byte[1024];
        private int length;

        Partition(long first) {
            this.first = first;
        }

        void play(RawRecord record, int ends, long prediction) {
            long index = record.offset() - first;
            if (index < length) {
                throw new IllegalArgumentException(
                        String.format(
                                "offset %d of partition %d was played behind offset %d; the records"
                                        + " of a partition must come in their order",
                                record.offset(), record.partition(), first + length - 1));
            }
            length = Math.toIntExact(index + 1);
            if (length > flags.length) {
                int room = Math.max(length, 2 * flags.length);
                flags = Arrays.copyOf(flags, room);
                predictions = Arrays.copyOf(predictions, room);
            }
            flags[length - 1] = (byte) (PLAYED | ends);
            predictions[length - 1] = prediction;
        }

        /** The place of a record that was played, or -1. */
        int indexOf(long offset) {
            long index = offset - first;
            return index >= 0 && index < length && flags[(int) index] != 0 ? (int) index : -1;
        }
    }

    /** Has a record played that must be predicted, as the given hash. */
    void mustPredict(RawRecord record, long prediction) {
        partition(record).play(record, 0, prediction);
    }

    /** Has a record played that must be a dead letter. */
    void mustBeLetter(RawRecord record, LetterPrint letter) {
        partition(record).play(record, MUST_BE_LETTER, 0);
        letters.put(Place.of(record), letter);
    }

    private Partition partition(RawRecord record) {
        return partitions.computeIfAbsent(
                record.partition(), unused -> new Partition(record.offset()));
    }

    /**
     * A prediction was committed.
     *
     * @param name names its sample
     */
    void predicted(Place place, long prediction, Object name) {
        Partition partition = arrived(place, PREDICTED, "predicted", name);
        if (partition == null) {
            return;
        }
        int index = partition.indexOf(place.offset());
        if ((partition.flags[index] & MUST_BE_LETTER) != 0) {
            findings.add(Finding.DIFFERENT, name, " was predicted, but must be dead-lettered");
        } else if (partition.predictions[index] != prediction) {
            findings.add(Finding.DIFFERENT, name, " has another prediction");
        }
    }

    /** A dead letter was committed. */
    void deadLettered(Place place, LetterPrint written, Object name) {
        Partition partition = arrived(place, DEAD_LETTERED, "dead-lettered", name);
        if (partition == null) {
            return;
        }
        LetterPrint expected = letters.get(place);
        if (expected == null) {
            findings.add(
                    Finding.DIFFERENT, name, " was refused as ", written.reason(), ", wrongly");
        } else {
            String differences = expected.differences(written);
            if (!differences.isEmpty()) {
                findings.add(Finding.DIFFERENT, "the dead letter of ", name, ": ", differences);
            }
        }
    }

    private @Nullable Partition arrived(Place place, int end, String how, Object name) {
        Partition partition = partitions.get(place.partition());
        int index = partition == null ? -1 : partition.indexOf(place.offset());
        if (partition == null || index < 0) {
            findings.add(Finding.UNEXPECTED, name, " was ", how, ", but never played");
            return null;
        }
        byte before = partition.flags[index];
        partition.flags[index] |= (byte) end;
        if ((before & end) != 0) {
            findings.add(Finding.DUPLICATED, name, " was ", how, " again");
        } else if ((before & (PREDICTED | DEAD_LETTERED)) != 0) {
            findings.add(Finding.DUPLICATED, name, " was predicted and dead-lettered");
        }
        return partition;
    }

    long rows() {
        return having(PLAYED);
    }

    long predicted() {
        return having(PREDICTED);
    }

    long deadLettered() {
        return having(DEAD_LETTERED);
    }

    private long having(int flag) {
        long count = 0;
        for (Partition partition : partitions.values()) {
            for (int i = 0; i < partition.length; i++) {
                count += (partition.flags[i] & flag) != 0 ? 1 : 0;
            }
        }
        return count;
    }

    /** The records that ended nowhere. */
    Set<Place> lost() {
        Set<Place> lost = new HashSet<>();
        for (Map.Entry<Integer, Partition> entry : partitions.entrySet()) {
            Partition partition = entry.getValue();
            for (int i = 0; i < partition.length; i++) {
                if (partition.flags[i] != 0
                        && (partition.flags[i] & (PREDICTED | DEAD_LETTERED)) == 0) {
                    lost.add(new Place(entry.getKey(), partition.first + i));
                }
            }
        }
        return lost;
    }
}
