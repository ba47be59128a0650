package io.millrace.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FlinkRestTest {

    @Test
    void saysThatNobodyAnswers() {
        assertThatThrownBy(() -> new FlinkRest(1).jobs())
                .isInstanceOf(IOException.class)
                .hasMessage("the JobManager does not answer at http://localhost:1");
    }

    @Test
    void tellsWhatWasWrittenForAPerson() {
        assertThat(
                        FlinkRest.reason(
                                """
                                java.lang.Exception: outside
                                Caused by: io.millrace.operator.UnrecoverableException: grease it
                                \tat a.B.c(B.java:1)
                                Caused by: java.lang.RuntimeException: inside
                                """))
                .isEqualTo("grease it");
    }

    @Test
    void tellsOtherwiseWhatTheInnermostCauseSays() {
        assertThat(
                        FlinkRest.reason(
                                """
                                java.lang.Exception: outside
                                \tat a.B.c(B.java:1)
                                Caused by: java.lang.RuntimeException: inside
                                \t... 3 more
                                Caused by: io.millrace.X$YException: the mill: it stands
                                \tat a.B.c(B.java:1)
                                """))
                .isEqualTo("the mill: it stands");
        assertThat(FlinkRest.reason("java.io.IOException: alone\n\tat a.B")).isEqualTo("alone");
        assertThat(FlinkRest.reason("java.lang.NullPointerException\n\tat a.B"))
                .isEqualTo("java.lang.NullPointerException");
        assertThat(FlinkRest.reason("")).isEmpty();
    }
}
