package io.millrace.operator;

import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.RejectedRecordException;
import io.millrace.data.Sample;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Parse: every record becomes one sample, or one dead letter and its trace in the stream of the
 * model, which counts it.
 */
public class ParseOperator extends AbstractStreamOperator<LearningEvent>
        implements OneInputStreamOperator<RawRecord, LearningEvent> {

    /** The name of this stage, which dead letters carry. */
    public static final String STAGE = "parse";

    private final RecordParser parser;
    private final boolean keepOriginals;
    private transient Counter[] deadLetters;

    public ParseOperator(RecordParser parser) {
        this(parser, false);
    }

    /**
     * @param keepOriginals whether samples carry their records along, for an admission that may
     *     refuse them
     */
    @SuppressWarnings("NullAway.Init") // Flink calls open before the first element
    public ParseOperator(RecordParser parser, boolean keepOriginals) {
        this.parser = parser;
        this.keepOriginals = keepOriginals;
    }

    @Override
    public void open() throws Exception {
        super.open();
        RejectReason[] reasons = RejectReason.values();
        deadLetters = new Counter[reasons.length];
        for (RejectReason reason : reasons) {
            deadLetters[reason.ordinal()] =
                    getMetricGroup().addGroup("reason", reason.code()).counter("deadLetters");
        }
    }

    @Override
    public void processElement(StreamRecord<RawRecord> record) {
        RawRecord raw = record.getValue();
        LearningEvent event;
        try {
            Sample sample = parser.parse(raw);
            sample.original = keepOriginals ? raw : null;
            event = sample;
        } catch (RejectedRecordException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "");
            event = reject(raw, new Rejected(e.key(), e.reason()), message);
        } catch (RuntimeException e) {
            // A fault of the parser, not of the record; losing or choking on it would be worse.
            event =
                    reject(
                            raw,
                            new Rejected(LearningEvent.ONE_MODEL, RejectReason.UNPARSABLE),
                            "the parser failed: " + e);
        }
        output.collect(record.replace(event));
    }

    private Rejected reject(RawRecord raw, Rejected rejected, String message) {
        deadLetters[rejected.reason().ordinal()].inc();
        output.collect(
                EventTypes.DEAD_LETTERS,
                new StreamRecord<>(new DeadLetter(raw, rejected.reason(), message, STAGE)));
        return rejected;
    }
}
