package io.millrace.cli.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

    @ParameterizedTest
    @CsvSource({
        "0,    '    '",
        "0.5,  '██  '",
        "0.53, '██▏ '",
        "1,    '████'",
        "7,    '████'",
        "-1,   '    '",
        "NaN,  '    '",
    })
    void fillsItsShareOfTheWidth(double share, String bar) {
        assertThat(Bar.of(share, 4)).isEqualTo(bar);
    }
}
