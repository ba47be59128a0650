package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void eachColumnIsAsWideAsItsWidestCell() {
        assertThat(
                        new Table()
                                .row("JOB", "STATE", "NAME")
                                .row("1", "RECONCILING", "grind")
                                .row("1234", "-", "")
                                .lines())
                .containsExactly(
                        "JOB   STATE        NAME",
                        "1     RECONCILING  grind",
                        "1234  -            ");
        assertThat(new Table().lines()).isEmpty();
    }
}
