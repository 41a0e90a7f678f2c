import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

type OtherFileNoticeProps = {
  file: File
  onStartOver: () => void
  /** Where no other way to choose a file is on the page. */
  onChoose?: () => void
}

/** What has arrived of an upload is of another file than the one at hand: nothing of this one was added to it. */
export function OtherFileNotice({ file, onStartOver, onChoose }: OtherFileNoticeProps) {
  return (
    <div role="alert">
      <Notice
        tone="failed"
        title={
          <>
            This <bdi>{file.name}</bdi> is not the file that was begun
          </>
        }
        action={
          <span className="flex flex-wrap gap-2">
            <Button size="sm" onClick={onStartOver}>
              Start over with this file
            </Button>
            {onChoose ? (
              <Button size="sm" variant="quiet" onClick={onChoose}>
                Choose the other file
              </Button>
            ) : null}
          </span>
        }
      >
        <p>
          Name and size are the same, but what was sent before is not what stands in this file. Nothing of it was added.
          Starting over uploads all of this file as an import of its own; what was sent before is given up after that,
          unless another window goes on with it.
        </p>
      </Notice>
    </div>
  )
}
