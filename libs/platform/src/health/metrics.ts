import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { FinishedRequest } from '../http/index.js';

/** Upper bounds in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** How often the event loop's delay is looked at, ms: each look wakes the processor, and the library's 10 is a hundred a second. */
const DELAY_SAMPLE_MS = 100;

/** Figures of this node for Prometheus. Labels are route patterns, never addresses. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({
      register: this.registry,
      prefix: 'maroquin_',
      eventLoopMonitoringPrecision: DELAY_SAMPLE_MS,
    });
    this.requests = new Histogram({
      name: 'maroquin_http_request_duration_seconds',
      help: 'Duration of HTTP requests by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [this.registry],
    });
  }

  /** A state that is asked for when the figures are: 1 or 0. */
  showState(name: string, help: string, holds: () => boolean): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(holds() ? 1 : 0);
      },
    });
  }

  readonly observe = ({ method, route, status, seconds }: FinishedRequest): void => {
    this.requests.observe({ method, route, status: `${String(Math.floor(status / 100))}xx` }, seconds);
  };

  get contentType(): string {
    return this.registry.contentType;
  }

  render(): Promise<string> {
    return this.registry.metrics();
  }
}
