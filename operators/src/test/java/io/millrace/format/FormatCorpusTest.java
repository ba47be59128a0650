package io.millrace.format;

import io.millrace.fuzz.Corpus;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FormatCorpusTest {

    @TestFactory
    Stream<DynamicTest> readersKeepTheirPromises() {
        return FormatFuzz.TARGETS.entrySet().stream()
                .flatMap(target -> Corpus.replay(target.getKey(), target.getValue()));
    }
}
