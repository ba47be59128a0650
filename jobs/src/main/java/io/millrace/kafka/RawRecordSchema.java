package io.millrace.kafka;

import io.millrace.data.RawRecord;
import io.millrace.data.Sample;
import io.millrace.operator.EventTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Takes a Kafka record over as it is. */
final class RawRecordSchema implements KafkaRecordDeserializationSchema<RawRecord> {

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        long timestamp = record.timestamp();
        out.collect(
                new RawRecord(
                        record.key(),
                        record.value(),
                        headers(record.headers()),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        timestamp < 0 ? Sample.NO_TIME : timestamp));
    }

    private static List<RawRecord.Header> headers(Headers headers) {
        Header[] all = headers.toArray();
        if (all.length == 0) {
            return List.of();
        }
        List<RawRecord.Header> copies = new ArrayList<>(all.length);
        for (Header header : all) {
            copies.add(new RawRecord.Header(header.key(), header.value()));
        }
        return copies;
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return EventTypes.RAW_RECORD;
    }
}
