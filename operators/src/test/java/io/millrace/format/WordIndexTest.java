package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordIndexTest {

    @Property(tries = 200)
    void findsWhatAListFinds(
            @ForAll @Size(max = 300) List<@AlphaChars @StringLength(max = 2) String> words,
            @ForAll @Size(50) List<@AlphaChars @StringLength(max = 2) String> asked) {
        WordIndex index = new WordIndex(words);

        for (String word : asked) {
            assertThat(index.find(new StringBuilder(word))).isEqualTo(words.indexOf(word));
        }
    }

    @Test
    void tellsWordsOfOneHashApart() {
        // "Aa".hashCode() == "BB".hashCode()
        WordIndex index = new WordIndex(List.of("Aa", "BB", "AaAa"));

        assertThat(index.find("BB")).isEqualTo(1);
        assertThat(index.find("AaBB")).isEqualTo(-1);
        assertThat(index.find("AaAa")).isEqualTo(2);
    }
}
