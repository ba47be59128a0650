package io.millrace.cli;

import io.millrace.cli.draw.Line;
import io.millrace.cli.draw.Style;
import io.millrace.cli.draw.Table;
import io.millrace.data.Page;
import io.millrace.data.Snapshot;
import io.millrace.learn.LearnerConfig;
import io.millrace.learn.select.Population;
import io.millrace.learn.select.Population.Standing;
import java.util.List;
import java.util.Locale;

/** What a population leans on, as of the end of a file. */
final class Members {

    private static final int SHOWN = 6;

    private Members() {}

    /** All members, the heaviest first; none of a single model. */
    static List<Standing> of(Snapshot model, LearnerConfig config) {
        return model.pages().stream()
                .filter(page -> page.stage().equals(config.training().stage()))
                .map(Page::copy)
                .map(page -> config.training().bind(page, config.widened()).model())
                .filter(Population.class::isInstance)
                .flatMap(population -> ((Population) population).standings().stream())
                .toList();
    }

    static void describe(List<Standing> members, List<Line> lines) {
        if (members.isEmpty()) {
            return;
        }
        lines.add(Line.of(Style.DIM, "  leans at the end on, of " + members.size() + " opinions"));
        Table table = new Table();
        for (Standing member : members.subList(0, Math.min(SHOWN, members.size()))) {
            table.row(
                    String.format(Locale.ROOT, "    %5.1f %%", 100 * member.weight()),
                    member.name(),
                    member.description());
        }
        table.lines().forEach(line -> lines.add(Line.of(line)));
    }
}
