package io.millrace.config;

import io.millrace.config.YamlNode.Entry;
import io.millrace.config.YamlNode.Mapping;
import io.millrace.config.YamlNode.Scalar;
import io.millrace.config.YamlNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Builds the tree of a YAML file from the parser's events, so that each node knows its place and
 * nothing can be larger than the file: aliases, tags and deep nesting are refused.
 */
final class YamlParser {

    private static final int DEEPEST = 20;

    private final String file;
    private final Mistakes mistakes;
    private final Iterator<Event> events;

    private YamlParser(String text, String file, Mistakes mistakes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.file = file;
        this.mistakes = mistakes;
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /** The tree; an empty mapping for an empty file; null after reporting what is wrong. */
    static @Nullable YamlNode parse(String text, String file, Mistakes mistakes) {
        try {
            return new YamlParser(text, file, mistakes).document();
        } catch (Refused refused) {
            mistakes.add(refused.at, "", refused.getMessage());
        } catch (MarkedYAMLException broken) {
            // Only the problem: the exception's own message quotes the line, secrets and all.
            Mark mark = broken.getProblemMark();
            Location at = mark == null ? Location.of(file) : location(mark, file);
            mistakes.add(at, "", "is not YAML: " + broken.getProblem());
        } catch (IllegalArgumentException broken) {
            // SnakeYAML reads the digits of an escape without a look at what they are.
            mistakes.add(
                    Location.of(file),
                    "",
                    "is not YAML: an escape in double quotes is no character");
        } catch (YAMLException broken) {
            mistakes.add(Location.of(file), "", "is not YAML: it holds unprintable characters");
        }
        return null;
    }

    private YamlNode document() {
        events.next();
        Event first = events.next();
        if (first.is(Event.ID.StreamEnd)) {
            return YamlNode.nothing(Location.of(file));
        }
        YamlNode root = node(events.next(), "", 0);
        events.next();
        Event after = events.next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw new Refused(location(after), "a second document begins here: one is allowed");
        }
        return root;
    }

    private YamlNode node(Event event, String path, int depth) {
        Location at = location(event);
        if (depth > DEEPEST) {
            throw new Refused(at, "is nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent) {
            throw new Refused(at, "YAML aliases are not supported: write the value out");
        }
        String tag = tag(event);
        if (tag != null && !tag.equals("!")) {
            throw new Refused(at, "YAML tags are not supported: leave it out");
        }
        if (event instanceof ScalarEvent scalar) {
            return new Scalar(at, scalar.getValue(), scalar.isPlain());
        }
        return event instanceof MappingStartEvent
                ? mapping(at, path, depth)
                : sequence(at, path, depth);
    }

    private Sequence sequence(Location at, String path, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
            items.add(node(next, path + "[" + items.size() + "]", depth + 1));
        }
        return new Sequence(at, items);
    }

    private Mapping mapping(Location at, String path, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
            if (!(node(next, path, depth + 1) instanceof Scalar key)) {
                throw new Refused(location(next), "a key must be one word");
            }
            String child = path.isEmpty() ? key.text() : path + "." + key.text();
            YamlNode value = node(events.next(), child, depth + 1);
            Entry earlier = entries.putIfAbsent(key.text(), new Entry(key.at(), value));
            if (earlier != null) {
                mistakes.add(
                        key.at(), child, "is given twice: first in line " + earlier.at().line());
            }
        }
        return new Mapping(at, entries);
    }

    private static @Nullable String tag(Event event) {
        if (event instanceof ScalarEvent scalar) {
            return scalar.getTag();
        }
        return event instanceof CollectionStartEvent collection ? collection.getTag() : null;
    }

    private Location location(Event event) {
        return location(event.getStartMark(), file);
    }

    private static Location location(Mark mark, String file) {
        return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** YAML that is well-formed, but more than a configuration needs. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Location at;

        Refused(Location at, String message) {
            super(message, null, false, false);
            this.at = at;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
