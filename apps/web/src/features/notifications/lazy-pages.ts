export const loadActivityPage = async () => {
  const { ActivityPage } = await import('./activity-page.js');
  return { Component: ActivityPage };
};

export const loadNotificationSettingsPage = async () => {
  const { NotificationSettingsPage } = await import('./settings-page.js');
  return { Component: NotificationSettingsPage };
};

export const loadUnsubscribePage = async () => {
  const { UnsubscribePage } = await import('./unsubscribe-page.js');
  return { Component: UnsubscribePage };
};

export const loadOpenNotificationPage = async () => {
  const { OpenNotificationPage } = await import('./open-page.js');
  return { Component: OpenNotificationPage };
};
