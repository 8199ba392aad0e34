/** The part of a service worker's world that is used here: TypeScript's own library for it excludes that of pages. */
export interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface RequestEvent extends WaitingEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
export interface PageMessage extends WaitingEvent {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}
export interface ShownNotificationEvent extends WaitingEvent {
  readonly notification: Notification;
}
interface OpenPage {
  readonly url: string;
  readonly focused: boolean;
  readonly visibilityState: 'visible' | 'hidden';
  focus(): Promise<OpenPage>;
  postMessage(message: unknown): void;
}
export interface WorkerWorld {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'push', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ShownNotificationEvent) => void): void;
}
