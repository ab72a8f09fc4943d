import { LakeError } from '../errors.ts'

/** An upload in progress. */
export interface Arrival {
  /** Counts further bytes. Throws 413 if they exceed the quota. */
  take(bytes: number): void
  end(): void
}

/** The bytes of all originals, uploads in progress included. */
export class UploadRoom {
  readonly #quotaBytes: number
  #used = 0

  constructor(quotaBytes: number) {
    this.#quotaBytes = quotaBytes
  }

  /** Counts bytes that were stored or, as a negative number, removed. */
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
