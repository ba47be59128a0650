package io.millrace.cli;

import io.millrace.config.Settings;
import io.millrace.data.Report;
import io.millrace.learn.LearnerConfig;
import java.util.Map;

/**
 * One configuration of a search, and what came of it.
 *
 * @param number from 1; 0 for the configuration as it was before the search
 * @param settings what was chosen for it
 * @param config the whole
 * @param value of the metric that is searched by; NaN if undefined
 * @param microsPerRow processor time of learning
 */
record Trial(
        int number,
        Map<String, String> settings,
        LearnerConfig config,
        Report report,
        double value,
        double microsPerRow) {

    boolean asConfigured() {
        return number == 0;
    }

    /** What was chosen for a key, "-" if it was not varied here. */
    String setting(String key) {
        return asConfigured()
                ? Settings.of(config).getOrDefault(key, "-")
                : settings.getOrDefault(key, "-");
    }
}
