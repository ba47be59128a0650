package io.millrace.config;

import io.millrace.learn.LearnerConfig;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Single keys of a configuration as text, each value written in one way only. */
public final class Settings {

    private Settings() {}

    /** Every key of a learner that has a value, by its path as {@code train.batch-size}. */
    public static Map<String, String> of(LearnerConfig learner) {
        JobConfig job = JobConfig.defaults("", "", learner);
        Map<String, String> settings = new LinkedHashMap<>();
        for (Section section : Sections.LEARNER) {
            for (Option<JobConfig, ?> option : section.fields().options()) {
                Object written = option.writtenIn(job);
                if (written != null) {
                    settings.put(option.path(), text(written));
                }
            }
        }
        return settings;
    }

    /** What a type {@linkplain Type#write wrote}, as {@code --set} takes it. */
    static String text(Object written) {
        if (written instanceof List<?> list) {
            return list.stream().map(Settings::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return written instanceof Double number
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : String.valueOf(written);
    }
}
