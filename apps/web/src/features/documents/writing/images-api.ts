import { IMAGE_MAX_BYTES, imageResultSchema, previewableImages } from '@maroquin/contracts';
import { attachmentRef } from '@maroquin/prose';
import { API, ApiError, request } from '../../../api/index.js';

/** Where this document's pictures are read from. */
export const imagesPath = (documentId: string): string => `${API}/documents/${documentId}/images/`;
export const imageUrl = (documentId: string, imageId: string): string => imagesPath(documentId) + imageId;

const readable: readonly string[] = previewableImages;
export const IMAGE_TYPES = previewableImages.join(',');

/**
 * Stores a picture beside the document and answers the reference that the text holds: bytes never enter the text.
 * @throws ApiError `upload.not-image`, `request.too-large`, or what the server refused
 */
export const uploadImage = async (documentId: string, file: File): Promise<string> => {
  if (!readable.includes(file.type)) throw new ApiError(415, 'upload.not-image', null);
  if (file.size > IMAGE_MAX_BYTES) throw new ApiError(413, 'request.too-large', null);
  const body = new FormData();
  body.append('file', file);
  const { id } = await request('POST', `/documents/${documentId}/images`, {
    body,
    schema: imageResultSchema,
  });
  return attachmentRef(id);
};
