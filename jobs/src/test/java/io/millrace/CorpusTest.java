package io.millrace;

import io.millrace.fuzz.Corpus;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CorpusTest {

    @TestFactory
    Stream<DynamicTest> readersKeepTheirPromises() {
        return Fuzz.TARGETS.entrySet().stream()
                .flatMap(target -> Corpus.replay(target.getKey(), target.getValue()));
    }
}
