package heed.rules.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The orders in which things may arrive: every permutation of up to six, many seeded shuffles of more.
public final class Arrivals {

    private static final int ALL_UP_TO = 6;
    private static final int SHUFFLES = 300;

    private Arrivals() {
    }

    public static <T> List<List<T>> of(List<T> things) {
        List<List<T>> orders = new ArrayList<>();
        if (things.size() <= ALL_UP_TO) {
            permute(new ArrayList<>(things), 0, orders);
        } else {
            for (int seed = 0; seed < SHUFFLES; seed++) {
                List<T> order = new ArrayList<>(things);
                Collections.shuffle(order, new Random(seed));
                orders.add(order);
            }
        }
        return orders;
    }

    private static <T> void permute(List<T> things, int from, List<List<T>> orders) {
        if (from >= things.size() - 1) {
            orders.add(List.copyOf(things));
            return;
        }
        for (int i = from; i < things.size(); i++) {
            Collections.swap(things, from, i);
            permute(things, from + 1, orders);
            Collections.swap(things, from, i);
        }
    }
}
