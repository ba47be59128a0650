package io.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.DeadLetter;
import io.millrace.data.LearningEvent;
import io.millrace.data.RawRecord;
import io.millrace.data.RecordParser;
import io.millrace.data.RejectReason;
import io.millrace.data.Rejected;
import io.millrace.data.Sample;
import io.millrace.format.Exactly;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class ParseOperatorTest {

    private static final RawRecord RECORD = TestStream.record(17, 1);

    private static Results parse(RecordParser parser, RawRecord... records) throws Exception {
        return parse(new ParseOperator(parser), records);
    }

    private static Results parse(ParseOperator operator, RawRecord... records) throws Exception {
        try (OneInputStreamOperatorTestHarness<RawRecord, LearningEvent> harness =
                new OneInputStreamOperatorTestHarness<>(operator)) {
            harness.setup(
                    EventTypes.EVENT.createSerializer(
                            harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            for (RawRecord record : records) {
                harness.processElement(record, 0);
            }
            List<DeadLetter> letters = new ArrayList<>();
            if (harness.getSideOutput(EventTypes.DEAD_LETTERS) != null) {
                for (StreamRecord<DeadLetter> letter :
                        harness.getSideOutput(EventTypes.DEAD_LETTERS)) {
                    letters.add(letter.getValue());
                }
            }
            return new Results(harness.extractOutputValues(), letters);
        }
    }

    private record Results(List<LearningEvent> events, List<DeadLetter> letters) {}

    @Test
    void everyRecordBecomesASampleOrADeadLetterAndItsTrace() throws Exception {
        RawRecord[] records = new RawRecord[200];
        for (int i = 0; i < records.length; i++) {
            records[i] = TestStream.record(i, 3);
        }
        Results results = parse(TestStream.parser(true), records);
        assertThat(results.events).hasSameSizeAs(records);
        for (int i = 0; i < records.length; i++) {
            assertThat(results.events.get(i))
                    .isInstanceOf(TestStream.isBroken(i) ? Rejected.class : Sample.class);
        }
        assertThat(results.letters).hasSize(3);
    }

    @Test
    void aDeadLetterHoldsTheRecordReasonMessageAndStage() throws Exception {
        Results results = parse(TestStream.parser(true), TestStream.record(78, 1));
        DeadLetter letter = results.letters.get(0);
        Exactly.assertSame(letter.record(), TestStream.record(78, 1));
        assertThat(letter.reason()).isEqualTo(RejectReason.UNPARSABLE);
        assertThat(letter.message()).isNotBlank();
        assertThat(letter.stage()).isEqualTo("parse");
    }

    @Test
    void theTraceOfADeadLetterGoesToItsModelIfThatIsKnown() throws Exception {
        Results results =
                parse(TestStream.parser(true), TestStream.record(17, 4), TestStream.record(78, 4));
        assertThat(results.events)
                .containsExactly(
                        new Rejected("k1", RejectReason.MISSING_LABEL),
                        new Rejected(LearningEvent.ONE_MODEL, RejectReason.UNPARSABLE));
    }

    @Test
    void samplesCarryTheirRecordsIfTheyAreTo() throws Exception {
        RecordParser parser = TestStream.parser(true);
        assertThat(((Sample) parse(parser, TestStream.record(0, 1)).events.get(0)).original)
                .isNull();
        ParseOperator keeping = new ParseOperator(parser, true);
        Sample sample = (Sample) parse(keeping, TestStream.record(0, 1)).events.get(0);
        Exactly.assertSame(sample.original, TestStream.record(0, 1));
    }

    @Test
    void aFaultOfTheParserDoesNotLoseTheRecord() throws Exception {
        Results results =
                parse(
                        record -> {
                            throw new IllegalStateException("oops");
                        },
                        RECORD);
        assertThat(results.events)
                .containsExactly(new Rejected(LearningEvent.ONE_MODEL, RejectReason.UNPARSABLE));
        assertThat(results.letters).hasSize(1);
        assertThat(results.letters.get(0).message()).contains("oops");
    }
}
