/// The console's pages of services: the list, one service with its figures, its subscribers and its history, and the forms
/// that make, edit and delete it. A person is subscribed and unsubscribed here and on the person's page.
///
/// A service's page is `/services/{name}`, the name percent-encoded as one segment
/// ([heed.web.page.PageLink#toService]).
@NullMarked
package heed.subscription.page;

import org.jspecify.annotations.NullMarked;
