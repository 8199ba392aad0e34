import { type RequestPlans, sending } from '../request-plans.js';
import { table } from '../table.js';

/** What a person is told: their own alone. A narrow token sees of it what it is for, and marks nothing as read. */
export const notificationRows = table(`
  GET    /notifications            none     200  ooooo oooo oooo-- -o-- ---!! !!!
  GET    /notifications/unread     none     200  +++++ ++++ ++++-- -+-- ---!! !!!
  PUT    /notifications/read       none     200  +++++ ++++ +----- ---- ---!! !!!
  GET    /notifications/settings   none     200  +++++ ++++ ++++++ ++++ ---!! !!!
  PUT    /notifications/settings   none     204  +++++ ++++ +----- ---- ---!! !!!
  // A program is no browser; 422: let in, and this instance wakes none.
  GET    /notifications/push       none     200  +++++ ++++ ------ ---- ---!! !!!
  PUT    /notifications/push       none     422  +++++ ++++ ------ ---- ---!! !!!
  DELETE /notifications/push/{id}  none     204  +++++ ++++ ------ ---- ---!! !!!
  GET    /notifications/levels/{id}  channel  200  +++++ ---- +--+-- ---- ---!! !!!
  PUT    /notifications/levels/{id}  channel  204  +++++ ---- +--+-- ---- ---!! !!!
  GET    /notifications/levels/{id}  direct   200  +++-- ---- +--+-- ---- ---!! !!!
  PUT    /notifications/levels/{id}  direct   204  +++-- ---- +--+-- ---- ---!! !!!
  GET    /notifications/levels/{id}  prose    200  ----- ---- ------ ---- ---!! !!!
  PUT    /notifications/levels/{id}  prose    204  ----- ---- ------ ---- ---!! !!!
  // From a mail; a ticket that was not made here is answered alike.
  POST   /notifications/unsubscribe  none   204  +++++ ++++ ++++++ ++++ +++++ +++
  // Hints without a content, to the pages of the person alone.
  MSG    notifications.watch       none     200  +++++ ++++ ++++++ ++++ +++!! !!!
`);

export const notificationRequests: RequestPlans = {
  'PUT /notifications/read': sending('/notifications/read', () => ({ read: true })),
  'PUT /notifications/settings': sending('/notifications/settings', () => ({ kinds: [], quiet: null })),
  'PUT /notifications/push': sending('/notifications/push', () => ({ endpoint: 'https://push.example/a' })),
  'PUT /notifications/levels/{id}': sending('/notifications/levels/{id}', () => ({ level: 'mentions' })),
  'POST /notifications/unsubscribe': {
    ask: () => ({ path: '/api/v1/notifications/unsubscribe?ticket=0123456789abcdef' }),
  },
  'MSG notifications.watch': { ask: () => ({ path: '', body: {} }) },
};
