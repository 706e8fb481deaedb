/// The console's pages of deliveries: made, prepared, looked at. Who was left out is shown by `exclusion`, who is left
/// by `recipient`.
///
/// Must never decide anything: what may be done in which state, and what a body may say, is for
/// [heed.delivery.Deliveries] and [heed.delivery.DeliveryParser].
@NullMarked
package heed.delivery.page;

import org.jspecify.annotations.NullMarked;
