using System.Runtime.InteropServices;
using HealthScoring.Text;

namespace HealthScoring.Tool.Terminals;

/// <summary>A file that a command writes: whole, or not at all, and never over what it reads.</summary>
/// <param name="path">The file.</param>
/// <param name="overwrite">Whether a file that is there is written over.</param>
/// <param name="inputs">The files that the command reads.</param>
internal sealed class OutputFile(string path, bool overwrite, params IReadOnlyList<string?> inputs)
{
    /// <summary>Refuses a file that cannot be written, before any work is done.</summary>
    /// <exception cref="CommandException">It is a folder, a device, an input or there already.</exception>
    public void Require()
    {
        string name = Excerpt.OfValue(path), full = Path.GetFullPath(path);
        if (Directory.Exists(path))
            throw new CommandException($"'{name}' is a folder. Name a file in it.");
        // What lies in /dev/shm is a file, in memory.
        if (full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal))
            throw new CommandException($"'{name}' is a device, and not a file. Send the command's output there instead.");
        if (inputs.Any(input => input is not null && Path.GetFullPath(Real(input)) == Path.GetFullPath(Real(path))))
            throw new CommandException($"'{name}' is what the command reads. Name another file to write.");
        if (!overwrite && File.Exists(path))
            throw new CommandException($"'{name}' is there already. Name another file, or write over it with --force.");
    }

    /// <summary>Writes a text.</summary>
    /// <inheritdoc cref="Write(Action{Stream})" path="/exception"/>
    public void Write(string text) => Write(stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Writes the file beside its place, and puts it there when it is whole: a fault or a signal leaves nothing.</summary>
    /// <param name="write">Writes it.</param>
    /// <exception cref="CommandException">It cannot be written.</exception>
    public void Write(Action<Stream> write)
    {
        Require();
        string place = Real(path), part = $"{place}.{Guid.NewGuid():N}.part";
        try
        {
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => File.Delete(part));
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => File.Delete(part));
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => File.Delete(part));
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite))
                write(file);
            if (!OperatingSystem.IsWindows() && File.Exists(place))
                File.SetUnixFileMode(part, File.GetUnixFileMode(place));
            File.Move(part, place, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{Excerpt.OfValue(path)}' cannot be written: {exception.Message}");
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    // A link stays a link: what it stands for is written.
    private static string Real(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : path;
}
