package io.millrace.chaos;

import io.millrace.data.RawRecord;

/** Where a record lies in the source topic. */
record Place(int partition, long offset) {

    static Place of(RawRecord record) {
        return new Place(record.partition(), record.offset());
    }

    @Override
    public String toString() {
        return "partition " + partition + ", offset " + offset;
    }
}
