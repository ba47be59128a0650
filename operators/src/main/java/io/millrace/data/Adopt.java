package io.millrace.data;

import java.util.List;
import java.util.Optional;

/**
 * Brings the pages of a given model in: each stage replaces its state by the page of its name, and
 * keeps what it has if there is none.
 *
 * @param pages never changed after construction; stages copy what they take
 */
public record Adopt(String key, List<Page> pages) implements LearningEvent {

    public Adopt {
        pages = List.copyOf(pages);
    }

    /** The page of a stage, if the model has one. */
    public Optional<Page> page(String stage) {
        return pages.stream().filter(page -> page.stage().equals(stage)).findFirst();
    }
}
