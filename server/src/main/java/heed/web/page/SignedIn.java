package heed.web.page;

import java.io.Serial;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/// The operator who looks at a page. Its name is the ledger's text for the actor: `operator:ada`.
///
/// Two are the same when they are the same operator, so that all sessions of one can be found.
public final class SignedIn implements UserDetails {
    /// Goes before the name in the ledger.
    public static final String PREFIX = "operator:";

    @Serial
    private static final long serialVersionUID = 1;

    private final long id;
    private final String name;
    private final String passwordHash;
    @SuppressWarnings("serial")
    private final Set<String> actions;
    private volatile @Nullable String language;
    private volatile @Nullable String timeZone;

    /// @param id the operator's id
    /// @param name what it signs in with
    /// @param passwordHash compared at sign-in, empty afterwards
    /// @param actions codes of what it may do
    /// @param language the language it chose, null: as the browser asks
    /// @param timeZone the time zone it chose, null: the browser's
    public SignedIn(long id, String name, String passwordHash, Set<String> actions, @Nullable String language,
            @Nullable String timeZone) {
        this.id = id;
        this.name = name;
        this.passwordHash = passwordHash;
        this.actions = Set.copyOf(actions);
        this.language = language;
        this.timeZone = timeZone;
    }

    /// The operator's id.
    public long id() {
        return id;
    }

    /// The name as people read it.
    public String shown() {
        return name;
    }

    /// May it do that? For templates: what it may not do is not offered.
    public boolean may(String action) {
        return actions.contains(action);
    }

    /// The language it chose, null: as the browser asks.
    public @Nullable String language() {
        return language;
    }

    /// The time zone it chose, null: the browser's.
    public @Nullable String timeZone() {
        return timeZone;
    }

    /// Brings this session up to what the operator has just chosen.
    public void choose(@Nullable String newLanguage, @Nullable String newTimeZone) {
        language = newLanguage;
        timeZone = newTimeZone;
    }

    @Override
    public String getUsername() {
        return PREFIX + name;
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return actions.stream().map(action -> new SimpleGrantedAuthority("may:" + action)).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return getUsername();
    }
}
