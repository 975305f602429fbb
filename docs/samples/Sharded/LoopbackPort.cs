using System.Net;
using System.Net.Sockets;

namespace HealthScoring.Samples.Sharded;

/// <summary>Ports of the loopback interface for servers that start a moment later.</summary>
public static class LoopbackPort
{
    // Below the range from which systems give ports to outgoing connections, so that none of these takes it before the server does.
    private const int First = 10_000;
    private const int Count = 22_000;

    // Other programs that look for a port at the same time start elsewhere.
    private static int _last = Random.Shared.Next(Count);

    /// <summary>A port that nothing uses, and that no other call in this process gets.</summary>
    public static int Free()
    {
        for (int i = 0; i < Count; i++)
        {
            int port = First + Interlocked.Increment(ref _last) % Count;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
        throw new InvalidOperationException($"Ports {First} to {First + Count - 1} of 127.0.0.1 are all in use.");
    }
}
