import { LakeError } from '../errors.ts'

/** Bytes of an upload that are on their way. */
export interface Arrival {
  /** Counts further bytes. Throws 413 where there is no room for them. */
  take(bytes: number): void
  end(): void
}

/** How many bytes originals take, together with what is arriving. */
export class UploadRoom {
  readonly #quotaBytes: number
  #used = 0

  constructor(quotaBytes: number) {
    this.#quotaBytes = quotaBytes
  }

  /** Takes note of bytes that are kept, or, as a negative number, removed. */
  add(bytes: number): void {
    this.#used += bytes
  }

  arrive(): Arrival {
    let taken = 0
    return {
      take: bytes => {
        if (this.#used + bytes > this.#quotaBytes) throw noRoom(this.#quotaBytes)
        taken += bytes
        this.#used += bytes
      },
      end: () => {
        this.#used -= taken
        taken = 0
      },
    }
  }
}

function noRoom(quotaBytes: number): LakeError {
  return new LakeError(
    413,
    'uploadQuotaExceeded',
    `There is no room for this upload: pictures and files may take ${Math.round(quotaBytes / 1_000_000)} MB in all. ` +
      'Remove those that nothing uses (“npm run purge”), or set UPLOAD_QUOTA_MB to more.',
  )
}
