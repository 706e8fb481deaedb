package heed.cli.prepare;

import heed.cli.prepare.table.ByteArena;
import heed.cli.prepare.table.CsvOut;
import heed.cli.prepare.table.IntPages;
import heed.cli.prepare.table.TextTable;
import heed.delivery.analysis.AddressColumn;
import heed.exchange.CellBytes;
import heed.rules.optout.Switch;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Everybody of the profiles file, as far as the delivery's channel goes: the number of a key is the profile's id,
/// in the order of the file. Not for several threads.
final class Population {

    /// An address as a row has it.
    ///
    /// @param canonical its canonical form
    /// @param original the spelling to send to, null where it is the canonical one
    record Spelled(CellBytes canonical, @Nullable CellBytes original) {}

    private final TextTable keys = new TextTable();

    private final TextTable addresses = new TextTable();

    private final AddressColumn first = new AddressColumn();

    private final IntPages lines = new IntPages();

    /// The profiles with another spelling than the canonical one, ascending, and where the spellings stand.
    private final IntPages respelled = new IntPages();

    private final IntPages spellings = new IntPages();

    private final ByteArena spelled = new ByteArena();

    /// Further addresses of a profile: pairs of equal index.
    private final IntPages furtherOwners = new IntPages();

    private final IntPages furtherAddresses = new IntPages();

    private final RoaringBitmap unconfirmed = new RoaringBitmap();

    private final Map<Switch, RoaringBitmap> optedOut = new EnumMap<>(Switch.class);

    /// Adds a profile with its addresses in order; returns 0, or the line that had the key before: then nothing changes.
    int add(CellBytes key, List<Spelled> all, boolean waitsForConfirmation, int line) {
        int before = keys.size();
        int id = keys.put(key);
        if (id <= before) {
            return lines.get(id - 1);
        }
        lines.add(line);
        if (waitsForConfirmation) {
            unconfirmed.add(id);
        }
        for (int i = 0; i < all.size(); i++) {
            addAddress(id, all.get(i), i == 0);
        }
        return 0;
    }

    private void addAddress(int id, Spelled address, boolean isFirst) {
        int number = addresses.put(address.canonical());
        if (!isFirst) {
            furtherOwners.add(id);
            furtherAddresses.add(number);
            return;
        }
        first.set(id, number);
        CellBytes original = address.original();
        if (original != null) {
            respelled.add(id);
            spellings.add(spelled.add(original));
        }
    }

    /// The id of a key; 0 for a stranger.
    int profile(CellBytes key) {
        return keys.find(key);
    }

    /// The number of an address that somebody has, at any place; 0 when nobody does.
    int address(CellBytes canonical) {
        return addresses.find(canonical);
    }

    int size() {
        return keys.size();
    }

    int addressCount() {
        return addresses.size();
    }

    CellBytes addressText(int number) {
        return addresses.text(number);
    }

    void optOut(int profile, Switch what) {
        optedOut.computeIfAbsent(what, none -> new RoaringBitmap()).add(profile);
    }

    /// Opts everybody out of the switch who has one of these addresses at any place.
    void optOutOwners(RoaringBitmap addressNumbers, Switch what) {
        owners(addressNumbers).forEach((int profile) -> optOut(profile, what));
        for (int i = 0; i < furtherOwners.size(); i++) {
            if (addressNumbers.contains(furtherAddresses.get(i))) {
                optOut(furtherOwners.get(i), what);
            }
        }
    }

    /// Those whose first address is one of these.
    RoaringBitmap owners(RoaringBitmap addressNumbers) {
        return first.whoHas(addressNumbers);
    }

    RoaringBitmap everybody() {
        return RoaringBitmap.bitmapOfRange(1, size() + 1L);
    }

    RoaringBitmap unconfirmed() {
        return unconfirmed;
    }

    RoaringBitmap optedOut(Switch what) {
        return optedOut.getOrDefault(what, new RoaringBitmap());
    }

    AddressColumn firstAddresses() {
        return first;
    }

    /// A walk over the people in ascending order, to write them. Several walks may go on at once, one thread each.
    final class Walk {

        private int nextSpelling;

        /// Writes `profile,address`; the address as it is to be sent to, empty when there is none.
        void writeRow(int profile, CsvOut out) throws IOException {
            keys.writeCell(profile, out);
            out.write((byte) ',');
            while (nextSpelling < respelled.size() && respelled.get(nextSpelling) < profile) {
                nextSpelling++;
            }
            if (nextSpelling < respelled.size() && respelled.get(nextSpelling) == profile) {
                spelled.writeCell(spellings.get(nextSpelling), out);
            } else if (first.address(profile) != 0) {
                addresses.writeCell(first.address(profile), out);
            }
        }
    }
}
