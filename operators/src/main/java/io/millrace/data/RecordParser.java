package io.millrace.data;

import java.io.Serializable;

/** From the bytes of one record to a sample, by a {@link Schema}. Not thread-safe. */
public interface RecordParser extends Serializable {

    /**
     * @return a sample with features, label, id, key, time, weight, partition and offset set
     * @throws RejectedRecordException if the record breaks the data contract; the parser stays
     *     usable
     */
    Sample parse(RawRecord record) throws RejectedRecordException;
}
