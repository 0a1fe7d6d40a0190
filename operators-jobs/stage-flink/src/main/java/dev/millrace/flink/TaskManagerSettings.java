package dev.millrace.flink;

import java.nio.file.Path;

/**
 * One of the processes that run the tasks of a stage.
 *
 * @param jobManager that it works for
 * @param address of this process, on which it listens and where the others find it
 * @param rpcPort on which it is told what to do; 0 takes a free one
 * @param dataPort on which records from other TaskManagers come; 0 takes a free one
 * @param slots tasks that it can run
 * @param parallelism tasks of the stage in all processes
 * @param directory for working files; what is in it is not needed after the end
 */
public record TaskManagerSettings(
    JobManagerAddress jobManager,
    String address,
    int rpcPort,
    int dataPort,
    int slots,
    int parallelism,
    Path directory) {}
