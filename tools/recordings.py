"""Make the recordings of the demonstration webinars.

    python -m tools.recordings                         all of them
    python -m tools.recordings demo-webinar-ar         one of them

Needs espeak-ng (the voice), ffmpeg and ffprobe (the encoding) and Chromium with Playwright (the slides).
Running the school needs none of these: the results are kept beside the talks.

Each folder of demonstration/content/webinars/ that has a talk.yaml gets

    recording.mp4   H.264 and AAC, 854 x 480, playable while it loads
    audio.m4a       the voice alone
    captions.vtt    one cue a sentence, timed by the voice itself
    slides.pdf      the slides
    poster.webp     the first slide, shown before the video is asked for

and the chapters and the length in its webinar.yaml, below the marker line, are written anew.
"""

import array
import math
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

from foundation.facts.files import read_yaml
from tools.recording_slides import HEIGHT, WIDTH, deck

CONTENT = Path(__file__).resolve().parent.parent / "demonstration" / "content" / "webinars"
MARKER = "# Below this line: written by tools/recordings.py, true of the recording beside it."
RATE = 22050
FRAMES_PER_SECOND = 5
LEAD_IN, BETWEEN_SENTENCES, BETWEEN_SLIDES, LEAD_OUT = 0.6, 0.35, 0.8, 1.6  # seconds
QUIET = 220  # below this the sample counts as silence (of 32767)
BROWSER = "/usr/bin/chromium"


@dataclass(frozen=True)
class Cue:
    start: float
    end: float
    speaker: str
    text: str


def run(*command) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def say(text: str, voice: dict, folder: Path) -> array.array:
    """One sentence spoken, without the silence espeak-ng puts around it, so that cues are true to the voice."""
    path = folder / "sentence.wav"
    run("espeak-ng", "-v", voice["voice"], "-s", voice["speed"], "-p", voice["pitch"], "-w", path, text)
    with wave.open(str(path)) as recording:
        if (recording.getframerate(), recording.getsampwidth(), recording.getnchannels()) != (RATE, 2, 1):
            raise ValueError(f"{path}: espeak-ng was expected to speak 16 bit mono at {RATE} Hz")
        samples = array.array("h", recording.readframes(recording.getnframes()))
    loud = [place for place, value in enumerate(samples) if abs(value) > QUIET]
    if not loud:
        raise ValueError(f"espeak-ng said nothing for {text!r}")
    return samples[max(loud[0] - 300, 0) : loud[-1] + 900]


def silence(seconds: float) -> array.array:
    return array.array("h", bytes(2 * int(seconds * RATE)))


def speak(talk: dict, folder: Path) -> tuple[list[Cue], list[float], float]:
    """Write voice.wav; return the cues, the second at which each slide begins, and the length.

    Slides begin on a frame of the video, so that picture and sound never drift apart.
    """
    sound, cues, starts = silence(LEAD_IN), [], []
    for index, slide in enumerate(talk["slides"]):
        if index:
            sound.extend(silence(BETWEEN_SLIDES))
        frame = math.ceil(len(sound) / RATE * FRAMES_PER_SECOND)
        sound.extend(silence(frame / FRAMES_PER_SECOND - len(sound) / RATE))
        starts.append(frame / FRAMES_PER_SECOND if index else 0.0)
        for position, line in enumerate(slide["lines"]):
            if position:
                sound.extend(silence(BETWEEN_SENTENCES))
            voice = talk["voices"][line["who"]]
            start = len(sound) / RATE
            sound.extend(say(line.get("say", line["text"]), voice, folder))
            cues.append(Cue(start, len(sound) / RATE, voice["name"], line["text"]))
    sound.extend(silence(LEAD_OUT))
    with wave.open(str(folder / "voice.wav"), "wb") as recording:
        recording.setparams((1, 2, RATE, 0, "NONE", ""))
        recording.writeframes(sound.tobytes())
    return cues, starts, len(sound) / RATE


def draw(talk: dict, browser, folder: Path, pdf: Path) -> None:
    """Photograph every slide and print them all as one PDF."""
    source = folder / "slides.html"
    source.write_text(deck(talk), encoding="utf-8")
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(source.as_uri())
    page.evaluate("document.fonts.ready")
    for index, section in enumerate(page.query_selector_all("section")):
        if section.evaluate("s => s.scrollHeight > s.clientHeight || s.scrollWidth > s.clientWidth"):
            raise ValueError(f"slide {index + 1} of {talk['slides'][0]['heading']!r} does not fit its frame")
        section.screenshot(path=folder / f"slide-{index:02}.png")
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True, tagged=True)
    page.close()


def encode(folder: Path, target: Path, starts: list[float], length: float) -> None:
    """Slides and voice into recording.mp4, audio.m4a and the poster."""
    ends = [*starts[1:], length]
    lines = [
        f"file slide-{index:02}.png\nduration {end - start:.3f}\n"
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    lines.append(
        f"file slide-{len(starts) - 1:02}.png\n"
    )  # the concat demuxer forgets the last duration otherwise
    (folder / "slides.txt").write_text("".join(lines))
    quiet = ("ffmpeg", "-y", "-loglevel", "error")
    run(
        *quiet, "-i", folder / "voice.wav", "-af", "highpass=f=70,lowpass=f=8000,loudnorm=I=-18:TP=-2:LRA=7",
        "-ar", 24000, "-ac", 1, "-c:a", "aac", "-b:a", "24k", "-movflags", "+faststart",
        "-map_metadata", -1, "-fflags", "+bitexact", target / "audio.m4a",
    )  # fmt: skip
    run(
        *quiet, "-f", "concat", "-i", folder / "slides.txt", "-i", target / "audio.m4a",
        "-map", "0:v", "-map", "1:a", "-vf", f"fps={FRAMES_PER_SECOND},format=yuv420p", "-t", f"{length:.3f}",
        "-c:v", "libx264", "-profile:v", "main", "-level", "3.0", "-preset", "veryslow", "-tune", "stillimage",
        "-crf", 24, "-g", 10 * FRAMES_PER_SECOND, "-c:a", "copy", "-movflags", "+faststart",
        "-map_metadata", -1, "-fflags", "+bitexact", target / "recording.mp4",
    )  # fmt: skip
    run(*quiet, "-i", folder / "slide-00.png", "-c:v", "libwebp", "-quality", 80, target / "poster.webp")


def moment(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{milliseconds:03}"


def write_captions(cues: list[Cue], path: Path) -> None:
    parts = ["WEBVTT\n\nNOTE A demonstration: the voices are synthetic, the speakers are invented.\n"]
    for number, cue in enumerate(cues, 1):
        parts.append(f"\n{number}\n{moment(cue.start)} --> {moment(cue.end)}\n<v {cue.speaker}>{cue.text}\n")
    path.write_text("".join(parts), encoding="utf-8")


def write_chapters(talk: dict, starts: list[float], length: float, path: Path) -> None:
    chapters = [
        {"at": int(start), "label": slide["chapter"]}
        for slide, start in zip(talk["slides"], starts, strict=True)
        if "chapter" in slide
    ]
    facts = {
        "recording": {
            "video": "recording.mp4", "audio": "audio.m4a", "captions": "captions.vtt", "poster": "poster.webp",
            "seconds": round(length, 1),
        },
        "chapters": chapters,
    }  # fmt: skip
    written_by_hand = path.read_text(encoding="utf-8").split(MARKER)[0].rstrip()
    generated = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    path.write_text(f"{written_by_hand}\n\n{MARKER}\n{generated}", encoding="utf-8")


def make(target: Path, browser) -> None:
    talk = read_yaml(target / "talk.yaml")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cues, starts, length = speak(talk, folder)
        draw(talk, browser, folder, target / "slides.pdf")
        encode(folder, target, starts, length)
    write_captions(cues, target / "captions.vtt")
    write_chapters(talk, starts, length, target / "webinar.yaml")
    words = sum(len(cue.text.split()) for cue in cues)
    weights = ", ".join(
        f"{name} {(target / name).stat().st_size / 1000:.0f} kB"
        for name in ("recording.mp4", "audio.m4a", "slides.pdf")
    )
    print(f"{target.name}: {length:.1f} s, {words} words, {weights}")


def main(names: list[str]) -> None:
    targets = [CONTENT / name for name in names] or sorted(
        path.parent for path in CONTENT.glob("*/talk.yaml")
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        for target in targets:
            make(target, browser)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
