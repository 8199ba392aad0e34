import { ApiError } from '../../../api/index.js';
import { formatSize, type Translate } from '../../../i18n/index.js';
import type { UploadItem } from './upload.js';

/** How far a file has come, or why it was refused. */
export const sentenceOf = (item: UploadItem, t: Translate): string => {
  const size = formatSize(item.size, t.locale);
  switch (item.state) {
    case 'queued':
      return item.sent > 0
        ? t('uploads.sent', { sent: formatSize(item.sent, t.locale), size })
        : t('uploads.queued');
    case 'sending':
      if (item.sent >= item.size && item.size > 0) return t('uploads.closing');
      return item.speed > 0
        ? t('uploads.sentSpeed', {
            sent: formatSize(item.sent, t.locale),
            size,
            speed: formatSize(item.speed, t.locale),
          })
        : t('uploads.sent', { sent: formatSize(item.sent, t.locale), size });
    case 'paused':
      return t('uploads.paused');
    case 'waiting':
      return t('uploads.waiting');
    case 'taken':
      return t('uploads.isTaken');
    case 'done':
      return t('uploads.done');
    case 'refused': {
      const error = new ApiError(400, item.code ?? 'request.invalid', null);
      return `${error.title(t.locale)} ${error.remedy(t.locale)}`;
    }
  }
};
