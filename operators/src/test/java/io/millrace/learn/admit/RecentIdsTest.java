package io.millrace.learn.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.learn.Chance;
import java.util.LinkedHashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Held against a plain set that keeps its order of insertion. */
class RecentIdsTest {

    private static final int STEPS = 2_000;

    /** The oracle. */
    private static final class Plain {

        private final Set<String> ids = new LinkedHashSet<>();

        boolean add(String id, int size) {
            boolean isNew = ids.add(id);
            shrink(size);
            return isNew;
        }

        void shrink(int size) {
            while (ids.size() > size) {
                ids.remove(ids.iterator().next());
            }
        }
    }

    @Property(tries = 100)
    void knowTheLastOnes(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 1, max = 600) int different) {
        Page page = new Page("admit");
        RecentIds ids = new RecentIds(size, page);
        Plain plain = new Plain();
        for (int i = 0; i < STEPS; i++) {
            String id = draw(seed, i, different);
            assertThat(ids.add(id)).as("id %s at %s", id, i).isEqualTo(plain.add(id, size));
        }
    }

    @Property(tries = 50)
    void arePageAndNothingElse(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll @IntRange(min = 1, max = 600) int different) {
        Page undisturbed = new Page("admit");
        RecentIds ids = new RecentIds(size, undisturbed);
        Page page = new Page("admit");
        for (int i = 0; i < STEPS / 4; i++) {
            String id = draw(seed, i, different);
            page = page.copy();
            assertThat(new RecentIds(size, page).add(id)).isEqualTo(ids.add(id));
            assertThat(page).isEqualTo(undisturbed);
        }
    }

    @Property(tries = 100)
    void keepTheNewestThatHaveRoomWhenTheirNumberChanges(@ForAll long seed) {
        Page page = new Page("admit");
        Plain plain = new Plain();
        int step = 0;
        for (int change = 0; change < 12; change++) {
            int size = 1 + (int) (200 * Chance.uniform(Chance.mix(seed, -change - 1)));
            RecentIds ids = new RecentIds(size, page);
            plain.shrink(size);
            for (int i = 0; i < 150; i++, step++) {
                String id = draw(seed, step, 250);
                assertThat(ids.add(id)).as("id %s at %s", id, step).isEqualTo(plain.add(id, size));
            }
        }
    }

    private static String draw(long seed, int step, int different) {
        return "id" + (int) (different * Chance.uniform(Chance.mix(seed, step)));
    }
}
