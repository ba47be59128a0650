package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    private final Console console = new Console();

    @Test
    void explainsItself() {
        assertThat(console.run("--help")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("Usage: millrace").doesNotContain("\u001b");
    }

    @Test
    void saysItsVersion() {
        assertThat(console.run("--version")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).startsWith("millrace ");
    }

    @Test
    void explainsItselfWhereNothingIsAsked() {
        assertThat(console.run()).isEqualTo(ExitCode.USAGE);
        assertThat(console.out()).isEmpty();
        assertThat(console.err()).contains("Usage: millrace");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(console.run("mill")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("mill").contains("--help").doesNotContain("\tat ");
    }
}
