package heed.link;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.link.LinkKeyStore.Kept;
import heed.web.Problem;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The keys that sign links. Made at the first start; *rotating* adds a new one that signs from then on, and keeps all
/// others, so that every link ever sent still counts.
///
/// Keys are in the database (decision 0013): servers that share it read each other's links. A token that names a key
/// this server does not know makes it look there, for another may have rotated.
@Component
class LinkKeys implements SmartInitializingSingleton {

    /// How long a signature is: Tink's prefix, which names the key, and the shortest tag that Tink makes (80 bits).
    static final int SIGNATURE = 15;

    private static final int TAG = 10;
    private static final int KEY = 32;
    private static final byte PREFIX = 1;
    private static final int ID_AT = 1;

    private final LinkKeyStore store;
    private final LedgerStore ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicReference<@Nullable Ring> known = new AtomicReference<>();

    LinkKeys(LinkKeyStore store, LedgerStore ledger, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// How it stands, for people.
    ///
    /// @param version how often there was a new key, the first among them
    /// @param id of the key that signs
    /// @param keys how many there are
    /// @param since when the one that signs was made
    public record State(int version, String id, int keys, Instant since) {}

    /// A keyset ready to use.
    private record Ring(Kept kept, KeysetHandle handle, Mac mac, Set<Integer> ids) {

        static Ring of(Kept kept) throws GeneralSecurityException {
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(kept.json(), MacConfig2026.get(),
                    InsecureSecretKeyAccess.get());
            Set<Integer> ids = IntStream.range(0, handle.size()).mapToObj(n -> handle.getAt(n).getId())
                    .collect(Collectors.toUnmodifiableSet());
            return new Ring(kept, handle, handle.getPrimitive(MacConfig2026.get(), Mac.class), ids);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        ring();
    }

    /// The signature of these bytes.
    byte[] sign(byte[] bytes) {
        try {
            return ring().mac().computeMac(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("links cannot be signed", e);
        }
    }

    /// Is it the signature of these bytes, by any key there ever was?
    boolean isSigned(byte[] signature, byte[] bytes) {
        if (signature[0] != PREFIX) {
            return false;
        }
        Ring ring = ring();
        if (!ring.ids().contains(ByteBuffer.wrap(signature).getInt(ID_AT))) {
            ring = look(ring);
        }
        try {
            ring.mac().verifyMac(signature, bytes);
            return true;
        } catch (GeneralSecurityException notOurs) {
            return false;
        }
    }

    /// How it stands.
    State state() {
        Ring ring = ring();
        return new State(ring.kept().version(), Integer.toHexString(ring.handle().getPrimary().getId()),
                ring.handle().size(), ring.kept().madeAt());
    }

    /// Adds a key that signs from now on; the others stay.
    ///
    /// @throws Problem 409 when another server rotates at this moment
    State rotate(String reason, Actor actor) {
        Ring before = look(ring());
        Ring after = read(new Kept(before.kept().version() + 1, json(before.handle()), clock.instant()));
        transaction.executeWithoutResult(_ -> {
            if (!store.insert(after.kept())) {
                throw Problem.conflict("another server has just made a new key");
            }
            ObjectNode change = JsonNodeFactory.instance.objectNode()
                    .put("from", Integer.toHexString(before.handle().getPrimary().getId()))
                    .put("to", Integer.toHexString(after.handle().getPrimary().getId()));
            ledger.append(Entry.of(Kind.LINK_KEY_ROTATED, clock.instant(), actor, actor.source()).change(change)
                    .reason(reason));
        });
        known.set(after);
        return state();
    }

    private Ring ring() {
        Ring ring = known.get();
        return ring == null ? look(null) : ring;
    }

    /// Reads the newest keyset where it is another one than `before`; makes the first where there is none.
    private Ring look(@Nullable Ring before) {
        Kept kept = store.newest().orElseGet(this::first);
        if (before != null && before.kept().version() == kept.version()) {
            return before;
        }
        Ring ring = read(kept);
        known.set(ring);
        return ring;
    }

    private Kept first() {
        store.insert(new Kept(1, json(null), clock.instant()));
        return store.newest().orElseThrow();
    }

    private static Ring read(Kept kept) {
        try {
            return Ring.of(kept);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the keys of links cannot be read", e);
        }
    }

    /// These keys and a new one, which signs.
    private static String json(@Nullable KeysetHandle keys) {
        try {
            HmacParameters parameters = HmacParameters.builder().setKeySizeBytes(KEY).setTagSizeBytes(TAG)
                    .setHashType(HmacParameters.HashType.SHA256).setVariant(HmacParameters.Variant.TINK).build();
            KeysetHandle.Builder builder = keys == null ? KeysetHandle.newBuilder() : KeysetHandle.newBuilder(keys);
            KeysetHandle handle = builder.addEntry(KeysetHandle.generateEntryFromParameters(parameters).withRandomId()
                    .makePrimary()).setConfiguration(MacConfig2026.get()).build();
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, MacConfig2026.get(),
                    InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key for links cannot be made", e);
        }
    }
}
